//! The repositories of a fleet: those that its manifest names, and those that forges find.

use std::collections::BTreeMap;

use overhaul_git::remote::check_address;

use crate::fleet::FleetError;
use crate::forge::Location;
use crate::forges::Forges;
use crate::line::Place;
use crate::manifest::Manifest;

/// A repository of the fleet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub place: Place,
    /// What git is told.
    pub url: String,
    /// The branch that commits start from, where it is not the default.
    pub base: Option<String>,
    pub is_archived: bool,
    /// Whether the manifest names it, so that no forge has said anything of it yet.
    pub is_listed: bool,
}

/// All repositories, sorted by place, each once. What the manifest names goes before what a forge finds.
pub fn find(manifest: &Manifest, forges: &Forges) -> Result<Vec<Member>, FleetError> {
    let mut members = BTreeMap::new();
    for listed in &manifest.repositories {
        check_address(&listed.url)?;
        let shown = || listed.url.split(['?', '#']).next().unwrap_or_default().to_owned();
        let location = Location::parse(&listed.url).ok_or_else(|| FleetError::Url { url: shown() })?;
        let place = Place { host: location.host, path: location.path };
        let base = listed.base.clone().or_else(|| manifest.base.clone());
        let member = Member {
            place: place.clone(),
            url: listed.url.clone(),
            base,
            is_archived: false,
            is_listed: true,
        };
        if members.insert(place.clone(), member).is_some() {
            return Err(FleetError::Twice { place });
        }
    }
    for query in &manifest.queries {
        for found in forges.of(&query.host)?.find(&query.query)? {
            let place = Place { host: query.host.clone(), path: found.path };
            let member = Member {
                place: place.clone(),
                url: found.clone_url,
                base: manifest.base.clone(),
                is_archived: found.is_archived,
                is_listed: false,
            };
            members.entry(place).or_insert(member);
        }
    }
    Ok(members.into_values().collect())
}
