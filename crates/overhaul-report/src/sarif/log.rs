//! The objects of SARIF that overhaul writes, named as the specification names them.
//!
//! Source: Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01, OASIS Standard, 28 August 2023. The
//! numbers are those of its sections.

use serde::Serialize;

/// 3.13
#[derive(Serialize)]
pub struct SarifLog<'a> {
    #[serde(rename = "$schema")]
    pub schema: &'static str,
    pub version: &'static str,
    pub runs: [Run<'a>; 1],
}

/// 3.14
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Run<'a> {
    pub tool: ToolObject<'a>,
    pub invocations: [Invocation; 1],
    pub newline_sequences: &'static [&'static str],
    pub column_kind: &'static str,
    pub results: Vec<ResultObject<'a>>,
}

/// 3.18
#[derive(Serialize)]
pub struct ToolObject<'a> {
    pub driver: ToolComponent<'a>,
}

/// 3.19
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ToolComponent<'a> {
    pub name: &'a str,
    pub semantic_version: &'a str,
    pub information_uri: &'a str,
    pub rules: Vec<ReportingDescriptor<'a>>,
}

/// 3.49
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportingDescriptor<'a> {
    pub id: &'a str,
    pub short_description: Message,
    pub full_description: Message,
    pub help: Help<'a>,
    pub default_configuration: Configuration,
    pub properties: RuleProperties<'a>,
}

/// 3.12, as the value of 3.49.13
#[derive(Serialize)]
pub struct Help<'a> {
    pub text: String,
    pub markdown: &'a str,
}

/// 3.50
#[derive(Serialize)]
pub struct Configuration {
    pub level: &'static str,
}

/// 3.8
#[derive(Serialize)]
pub struct RuleProperties<'a> {
    pub tags: &'a [&'a str],
}

/// 3.20
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Invocation {
    pub execution_successful: bool,
    pub tool_execution_notifications: Vec<Notification>,
}

/// 3.58
#[derive(Serialize)]
pub struct Notification {
    pub level: &'static str,
    pub message: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub descriptor: Option<DescriptorReference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<Location>,
}

/// 3.52
#[derive(Serialize)]
pub struct DescriptorReference {
    pub id: String,
}

/// 3.27
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultObject<'a> {
    pub rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_index: Option<usize>,
    pub level: &'static str,
    pub message: Message,
    pub locations: [Location; 1],
    pub partial_fingerprints: Fingerprints,
    /// On every result, as 3.27.23 asks where one has some.
    pub suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Fix>,
    pub properties: ResultProperties<'a>,
}

/// 3.27.17
#[derive(Serialize)]
pub struct Fingerprints {
    #[serde(rename = "overhaul/v1")]
    pub overhaul: String,
}

/// 3.35
#[derive(Serialize)]
pub struct Suppression {
    pub kind: &'static str,
    pub status: &'static str,
    pub justification: &'static str,
}

/// 3.8
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultProperties<'a> {
    pub outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix_level: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'a str>,
}

/// 3.55
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    pub description: Message,
    pub artifact_changes: [ArtifactChange; 1],
}

/// 3.56
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArtifactChange {
    pub artifact_location: ArtifactLocation,
    pub replacements: Vec<Replacement>,
}

/// 3.57
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Replacement {
    pub deleted_region: Region,
    pub inserted_content: Content,
}

/// 3.3
#[derive(Serialize)]
pub struct Content {
    pub text: String,
}

/// 3.28
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    pub physical_location: PhysicalLocation,
}

/// 3.29
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PhysicalLocation {
    pub artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
}

/// 3.4
#[derive(Serialize, Clone)]
#[serde(rename_all = "camelCase")]
pub struct ArtifactLocation {
    pub uri: String,
    pub uri_base_id: &'static str,
}

/// 3.30
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Region {
    pub start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_column: Option<usize>,
}

/// 3.11
#[derive(Serialize)]
pub struct Message {
    pub text: String,
}

impl Message {
    /// A message with just this text: braces are doubled, so that none is a placeholder (3.11.5), and no bracket is followed by
    /// a parenthesis, which would make a link of them (3.11.6).
    pub fn literal(text: &str) -> Self {
        Self { text: text.replace('{', "{{").replace('}', "}}").replace("](", "] (") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_message_has_links_or_placeholders() {
        assert_eq!(Message::literal("[a](http://b) {0} [x](1)").text, "[a] (http://b) {{0}} [x] (1)");
    }
}
