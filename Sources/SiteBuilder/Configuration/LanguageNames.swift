/// What a language is called by those who read it; the tag where the name is not known here.
func languageName(of tag: String) -> String {
  let lower = tag.lowercased()
  if let name = names[lower] { return name }
  guard let dash = lower.firstIndex(of: "-"), let name = names[String(lower[..<dash])] else { return tag }
  return "\(name) (\(tag[tag.index(after: dash)...]))"
}

private let names = [
  "ar": "العربية", "bg": "български", "ca": "català", "cs": "čeština", "da": "dansk", "de": "Deutsch",
  "el": "Ελληνικά", "en": "English", "es": "español", "et": "eesti", "eu": "euskara", "fa": "فارسی", "fi": "suomi",
  "fr": "français", "ga": "Gaeilge", "gl": "galego", "he": "עברית", "hi": "हिन्दी", "hr": "hrvatski", "hu": "magyar",
  "id": "Indonesia", "is": "íslenska", "it": "italiano", "ja": "日本語", "ko": "한국어", "lt": "lietuvių",
  "lv": "latviešu", "ms": "Melayu", "mt": "Malti", "nb": "norsk bokmål", "nl": "Nederlands", "nn": "norsk nynorsk",
  "no": "norsk", "pl": "polski", "pt": "português", "ro": "română", "ru": "русский", "sk": "slovenčina",
  "sl": "slovenščina", "sq": "shqip", "sr": "српски", "sv": "svenska", "th": "ไทย", "tr": "Türkçe",
  "uk": "українська", "ur": "اردو", "vi": "Tiếng Việt", "zh": "中文", "zh-cn": "简体中文", "zh-hans": "简体中文",
  "zh-hant": "繁體中文", "zh-tw": "繁體中文",
]
