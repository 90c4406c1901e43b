//! The rules of the catalogue, on the endpoints that the app knows.

mod answers;
mod data;
mod leads;
mod versions;

use super::{Catalogue, Endpoint};
use crate::procore::Method;

/// The endpoint of that method and path.
fn endpoint<'a>(catalogue: &'a Catalogue, method: Method, path: &str) -> &'a Endpoint {
    let is_it = |endpoint: &&Endpoint| endpoint.method == method && endpoint.path == path;
    catalogue.endpoints().iter().find(is_it).expect(path)
}
