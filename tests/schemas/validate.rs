//! Documents against their JSON Schemas.

use std::path::Path;

use jsonschema::{Registry, Validator};
use serde_json::Value;

const OWN: &str = "https://raw.githubusercontent.com/overhaul-codemods/overhaul/main/schemas";

fn read(file: &str) -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    serde_json::from_str(&std::fs::read_to_string(root.join(file)).unwrap()).unwrap()
}

/// The schema of a format of overhaul's own. A strict one knows every field that is there: readers have to expect others, tests do not.
pub fn own(name: &str, is_strict: bool) -> Validator {
    let schema = |name: &str| {
        let mut schema = read(&format!("schemas/{name}.schema.json"));
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{name} is no schema");
        if is_strict {
            close(&mut schema);
        }
        schema
    };
    let shared = Registry::new().add(format!("{OWN}/check.schema.json"), schema("check")).unwrap();
    let shared = shared.prepare().unwrap();
    jsonschema::options().with_registry(&shared).build(&schema(name)).unwrap()
}

pub fn sarif() -> Validator {
    let schema = read("tests/schemas/sarif-schema-2.1.0.json");
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// Lets no object have a field that the schema does not name.
fn close(schema: &mut Value) {
    if let Value::Object(object) = schema {
        if object.get("type").is_some_and(|name| name == "object") && object.contains_key("properties") {
            object.insert("unevaluatedProperties".to_owned(), Value::Bool(false));
        }
        object.values_mut().for_each(close);
    } else if let Value::Array(items) = schema {
        items.iter_mut().for_each(close);
    }
}

/// Fails with everything in which the document is not as the schema says.
#[track_caller]
pub fn accepts(validator: &Validator, document: &Value) {
    let errors: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}
