/// What SARIF 2.1.0 says about the parts of it that we write, in our words, and what GitHub's code scanning asks for
/// on top: every result in one place with a region of four numbers, and every rule described.
enum SARIFSchema {
  static let bytes = Array(text.utf8)

  private static let text = #"""
    {
      "type": "object",
      "properties": {
        "$schema": { "const": "https://json.schemastore.org/sarif-2.1.0.json" },
        "version": { "const": "2.1.0" },
        "runs": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/run" } }
      },
      "required": ["$schema", "version", "runs"],
      "additionalProperties": false,
      "$defs": {
        "run": {
          "type": "object",
          "properties": {
            "tool": {
              "type": "object",
              "properties": { "driver": { "$ref": "#/$defs/toolComponent" } },
              "required": ["driver"],
              "additionalProperties": false
            },
            "automationDetails": {
              "type": "object",
              "properties": { "id": { "type": "string", "minLength": 1 } },
              "additionalProperties": false
            },
            "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
            "invocations": { "type": "array", "items": { "$ref": "#/$defs/invocation" } },
            "results": { "type": "array", "items": { "$ref": "#/$defs/result" } }
          },
          "required": ["tool", "columnKind", "results"],
          "additionalProperties": false
        },
        "toolComponent": {
          "type": "object",
          "properties": {
            "name": { "type": "string", "minLength": 1 },
            "version": { "type": "string", "minLength": 1 },
            "semanticVersion": { "type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+" },
            "rules": { "type": "array", "uniqueItems": true, "items": { "$ref": "#/$defs/reportingDescriptor" } }
          },
          "required": ["name", "rules"],
          "additionalProperties": false
        },
        "reportingDescriptor": {
          "type": "object",
          "properties": {
            "id": { "type": "string", "minLength": 1 },
            "name": { "type": "string", "pattern": "^[A-Z][A-Za-z0-9]{0,254}$" },
            "shortDescription": { "$ref": "#/$defs/shortString" },
            "fullDescription": { "$ref": "#/$defs/shortString" },
            "help": { "$ref": "#/$defs/multiformatMessageString" },
            "defaultConfiguration": {
              "type": "object",
              "properties": { "level": { "$ref": "#/$defs/level" } },
              "additionalProperties": false
            },
            "properties": {
              "type": "object",
              "properties": {
                "tags": { "type": "array", "uniqueItems": true, "items": { "type": "string" } },
                "precision": { "enum": ["very-high", "high", "medium", "low"] },
                "problem.severity": { "enum": ["error", "warning", "recommendation"] }
              },
              "required": ["tags", "precision", "problem.severity"],
              "additionalProperties": false
            }
          },
          "required": [
            "id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration", "properties"
          ],
          "additionalProperties": false
        },
        "shortString": {
          "type": "object",
          "properties": { "text": { "type": "string", "pattern": "^[\\s\\S]{1,1024}$" } },
          "required": ["text"],
          "additionalProperties": false
        },
        "multiformatMessageString": {
          "type": "object",
          "properties": {
            "text": { "type": "string", "minLength": 1 },
            "markdown": { "type": "string", "minLength": 1 }
          },
          "required": ["text", "markdown"],
          "additionalProperties": false
        },
        "level": { "enum": ["note", "warning", "error"] },
        "message": {
          "type": "object",
          "properties": { "text": { "type": "string", "minLength": 1 } },
          "required": ["text"],
          "additionalProperties": false
        },
        "invocation": {
          "type": "object",
          "properties": {
            "executionSuccessful": { "type": "boolean" },
            "toolExecutionNotifications": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": { "level": { "$ref": "#/$defs/level" }, "message": { "$ref": "#/$defs/message" } },
                "required": ["message"],
                "additionalProperties": false
              }
            }
          },
          "required": ["executionSuccessful"],
          "additionalProperties": false
        },
        "result": {
          "type": "object",
          "properties": {
            "ruleId": { "type": "string", "minLength": 1 },
            "ruleIndex": { "type": "integer", "minimum": 0 },
            "level": { "$ref": "#/$defs/level" },
            "message": { "$ref": "#/$defs/message" },
            "locations": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/location" } },
            "relatedLocations": { "type": "array", "uniqueItems": true, "items": { "$ref": "#/$defs/location" } },
            "fixes": { "type": "array", "uniqueItems": true, "items": { "$ref": "#/$defs/fix" } },
            "partialFingerprints": { "type": "object", "additionalProperties": { "type": "string", "minLength": 1 } }
          },
          "required": ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
          "additionalProperties": false
        },
        "location": {
          "type": "object",
          "properties": {
            "id": { "type": "integer", "minimum": 0 },
            "physicalLocation": {
              "type": "object",
              "properties": {
                "artifactLocation": { "$ref": "#/$defs/artifactLocation" },
                "region": { "$ref": "#/$defs/region" }
              },
              "required": ["artifactLocation", "region"],
              "additionalProperties": false
            },
            "message": { "$ref": "#/$defs/message" }
          },
          "required": ["physicalLocation"],
          "additionalProperties": false
        },
        "artifactLocation": {
          "type": "object",
          "properties": { "uri": { "type": "string", "pattern": "^([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$" } },
          "required": ["uri"],
          "additionalProperties": false
        },
        "region": {
          "type": "object",
          "properties": {
            "startLine": { "type": "integer", "minimum": 1 },
            "startColumn": { "type": "integer", "minimum": 1 },
            "endLine": { "type": "integer", "minimum": 1 },
            "endColumn": { "type": "integer", "minimum": 1 }
          },
          "required": ["startLine", "startColumn", "endLine", "endColumn"],
          "additionalProperties": false
        },
        "fix": {
          "type": "object",
          "properties": {
            "description": { "$ref": "#/$defs/message" },
            "artifactChanges": {
              "type": "array",
              "minItems": 1,
              "uniqueItems": true,
              "items": {
                "type": "object",
                "properties": {
                  "artifactLocation": { "$ref": "#/$defs/artifactLocation" },
                  "replacements": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/replacement" } }
                },
                "required": ["artifactLocation", "replacements"],
                "additionalProperties": false
              }
            }
          },
          "required": ["artifactChanges"],
          "additionalProperties": false
        },
        "replacement": {
          "type": "object",
          "properties": {
            "deletedRegion": { "$ref": "#/$defs/region" },
            "insertedContent": {
              "type": "object",
              "properties": { "text": { "type": "string" } },
              "additionalProperties": false
            }
          },
          "required": ["deletedRegion"],
          "additionalProperties": false
        }
      }
    }
    """#
}
