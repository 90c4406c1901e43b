//! What is asked of the API, all but the token: what is sent, kept in the history, shared and written as code.

use borsh::{BorshDeserialize, BorshSerialize};

use super::CompanyId;

/// The methods of Procore's REST API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub enum Method {
    /// Reads.
    #[default]
    Get,
    /// Creates.
    Post,
    /// Changes a part.
    Patch,
    /// Puts something in a thing's place.
    Put,
    /// Removes.
    Delete,
}

impl Method {
    /// All of them, the most used first.
    pub const ALL: [Self; 5] = [Self::Get, Self::Post, Self::Patch, Self::Put, Self::Delete];

    /// Its name (RFC 9110 section 9.3; PATCH: RFC 5789).
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }

    /// The method of that name, in capitals or not.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name().eq_ignore_ascii_case(name.trim()))
    }

    /// Whether it may change something at Procore. Only what does not is ever repeated by the app itself.
    pub fn is_write(self) -> bool {
        self != Self::Get
    }
}

/// A request of the API, without its token.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Outgoing {
    /// The method.
    pub method: Method,
    /// Path and query as they are sent: encoded, beginning with a slash.
    pub target: String,
    /// The company of the header `Procore-Company-Id`.
    pub company: Option<CompanyId>,
    /// Further headers, in the person's order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
}

/// The body of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Body {
    /// None.
    #[default]
    Empty,
    /// A JSON text, as it was typed.
    Json(String),
    /// Fields as `application/x-www-form-urlencoded`.
    Form(Vec<(String, String)>),
    /// Parts as `multipart/form-data` (RFC 7578).
    Multipart(Vec<Part>),
}

/// A part of a multipart body.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Part {
    /// The name of its field.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a part.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Content {
    /// A text.
    Text(String),
    /// A file that the browser holds, by its name. Its bytes are never kept.
    File(String),
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn methods_by_name() {
        for method in Method::ALL {
            assert_eq!(Method::parse(&format!(" {}\n", method.name().to_lowercase())), Some(method));
        }
        for name in ["", "HEAD", "GETS", "OPTIONS"] {
            assert_eq!(Method::parse(name), None, "{name}");
        }
    }
}
