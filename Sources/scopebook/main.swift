import CommandLineTool

await Scopebook.run()
