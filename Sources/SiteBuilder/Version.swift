/// Follows semantic versioning; it is part of every page.
package let scopebookVersion = "0.1.0"
