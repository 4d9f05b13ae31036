//! The forges of a fleet, by host: each is connected to when it is first asked.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::forge::{Forge, ForgeError, Kind, Site};
use crate::manifest::Manifest;

/// Makes the client of a forge, for the host that repositories are known by.
pub type Connect<'a> = dyn Fn(&str, &Site) -> Result<Box<dyn Forge>, ForgeError> + Sync + 'a;

/// The forges of a fleet.
pub struct Forges<'a> {
    manifest: &'a Manifest,
    connect: &'a Connect<'a>,
    connected: Mutex<BTreeMap<String, Arc<dyn Forge>>>,
}

impl<'a> Forges<'a> {
    pub fn new(manifest: &'a Manifest, connect: &'a Connect<'a>) -> Self {
        Self { manifest, connect, connected: Mutex::default() }
    }

    /// The client for a host.
    pub fn of(&self, host: &str) -> Result<Arc<dyn Forge>, ForgeError> {
        let mut connected = self.connected.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(forge) = connected.get(host) {
            return Ok(Arc::clone(forge));
        }
        let forge: Arc<dyn Forge> = Arc::from((self.connect)(host, &site(self.manifest, host)?)?);
        connected.insert(host.to_owned(), Arc::clone(&forge));
        Ok(forge)
    }
}

/// Where the forge of a host is, by the manifest or because everybody knows.
pub fn site(manifest: &Manifest, host: &str) -> Result<Site, ForgeError> {
    let options = manifest.forges.get(host);
    let kind = options.map(|options| options.kind).or_else(|| Kind::of_host(host));
    let Some(kind) = kind else {
        return Err(ForgeError::Address {
            address: host.to_owned(),
            message: format!(
                "the manifest has to say its kind: [forges.\"{host}\"] with kind = \"gitlab\", say"
            ),
        });
    };
    let web = options.and_then(|options| options.web.as_deref()).unwrap_or(host);
    let site = Site::new(kind, web)?;
    Ok(match options.and_then(|options| options.api.as_deref()) {
        Some(api) => site.with_api(api),
        None => site,
    })
}
