/// The JSON Schema (draft 2020-12) of one line of the `json` format.
package enum DiagnosticsSchema {
  package static let bytes = Array((text + "\n").utf8)

  private static let text = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "One line of scopebook's json report",
      "oneOf": [
        { "$ref": "#/$defs/diagnostic" },
        { "$ref": "#/$defs/remainder" }
      ],
      "$defs": {
        "diagnostic": {
          "description": "Something that is wrong with the site, or worth knowing.",
          "type": "object",
          "properties": {
            "id": { "description": "The kind of finding.", "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" },
            "severity": { "enum": ["hint", "warning", "error"] },
            "message": { "description": "What is wrong, one sentence.", "type": "string" },
            "help": { "description": "What to do about it.", "type": ["string", "null"] },
            "fingerprint": {
              "description": "Stays the same when the finding moves to another line; different for every finding.",
              "type": "string",
              "pattern": "^[0-9a-f]{16}$"
            },
            "location": {
              "description": "Null when no file is to blame.",
              "anyOf": [{ "$ref": "#/$defs/location" }, { "type": "null" }]
            },
            "notes": { "type": "array", "items": { "$ref": "#/$defs/note" } },
            "fix": {
              "description": "A change that puts it right, if there is a safe one.",
              "anyOf": [{ "$ref": "#/$defs/fix" }, { "type": "null" }]
            }
          },
          "required": ["id", "severity", "message", "help", "fingerprint", "location", "notes", "fix"],
          "additionalProperties": false
        },
        "remainder": {
          "description": "The last line, where --limit has left findings out.",
          "type": "object",
          "properties": { "leftOut": { "type": "integer", "minimum": 1 } },
          "required": ["leftOut"],
          "additionalProperties": false
        },
        "location": {
          "type": "object",
          "properties": {
            "path": { "description": "From the folder in which the command ran.", "type": "string", "minLength": 1 },
            "start": {
              "description": "Null, like end, when the whole file is meant.",
              "anyOf": [{ "$ref": "#/$defs/position" }, { "type": "null" }]
            },
            "end": {
              "description": "Just past the last character.",
              "anyOf": [{ "$ref": "#/$defs/position" }, { "type": "null" }]
            }
          },
          "required": ["path", "start", "end"],
          "additionalProperties": false
        },
        "position": {
          "type": "object",
          "properties": {
            "line": { "description": "Counts from 1.", "type": "integer", "minimum": 1 },
            "column": { "description": "In code points; counts from 1.", "type": "integer", "minimum": 1 },
            "offset": { "description": "In bytes, from the start of the file.", "type": "integer", "minimum": 0 }
          },
          "required": ["line", "column", "offset"],
          "additionalProperties": false
        },
        "note": {
          "type": "object",
          "properties": {
            "message": { "type": "string" },
            "location": { "anyOf": [{ "$ref": "#/$defs/location" }, { "type": "null" }] }
          },
          "required": ["message", "location"],
          "additionalProperties": false
        },
        "fix": {
          "description": "All edits are to be made, or none.",
          "type": "object",
          "properties": {
            "title": { "type": "string" },
            "path": { "type": "string", "minLength": 1 },
            "edits": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/edit" } }
          },
          "required": ["title", "path", "edits"],
          "additionalProperties": false
        },
        "edit": {
          "description": "What to write in place of the text from start to end, both as they are before any edit.",
          "type": "object",
          "properties": {
            "start": { "$ref": "#/$defs/position" },
            "end": { "$ref": "#/$defs/position" },
            "replacement": { "type": "string" }
          },
          "required": ["start", "end", "replacement"],
          "additionalProperties": false
        }
      }
    }
    """#
}
