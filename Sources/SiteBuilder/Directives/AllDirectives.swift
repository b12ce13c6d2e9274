/// Every directive that a page may use. A new one is a file in this folder and a line here.
let allDirectives: [DirectiveDefinition] =
  CalloutDirective.definitions + [
    StepsDirective.definition,
    TabsDirective.definition,
    TabsDirective.tabDefinition,
    DetailsDirective.definition,
    IncludeDirective.definition,
    ConsentLinkDirective.definition,
    ConsentFlowDirective.definition,
    PermissionsDirective.definition,
    PrerequisitesDirective.definition,
    ChecklistDirective.definition,
    RevokeDirective.definition,
    TroubleshootingDirective.definition,
    PermissionChangesDirective.definition,
    PermissionDirective.definition,
    KeyboardDirective.definition,
    CodeDirective.definition,
  ]

let directivesByName = Dictionary(uniqueKeysWithValues: allDirectives.map { ($0.name, $0) })
