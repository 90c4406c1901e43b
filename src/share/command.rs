//! Commands for a terminal. Secrets are read from environment variables, and reach `curl` by a pipe and not as an
//! argument, which every program of the machine could read.

use super::quote;
use crate::oauth::{AuthorizationCode, ClientId, Origin};

/// The variable that holds the client secret.
const SECRET: &str = "PROCORE_CLIENT_SECRET";
/// The variable that holds the refresh token.
const REFRESH_TOKEN: &str = "PROCORE_REFRESH_TOKEN";
/// The variable that holds the access token.
pub(super) const TOKEN: &str = "PROCORE_TOKEN";

/// curl itself, not what a profile calls so, without the settings of the home folder and without a proxy of the environment.
/// `--disable` counts only where it stands first.
pub(super) const DIRECT: &str = "command curl --disable --noproxy '*'";

/// What a profile has set for every call of a cmdlet does not count inside the braces. PowerShell 6 and later can do without a
/// proxy; 5.1 uses that of Windows.
pub(super) const UNSET: &str = "& {
$PSDefaultParameterValues = @{}
$direct = @{}
if ($PSVersionTable.PSVersion.Major -ge 6) { $direct = @{ NoProxy = $true; SkipHeaderValidation = $true } }
";

/// A shell, with its own rules of quoting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shell {
    /// bash, with curl.
    Bash,
    /// PowerShell, 5.1 or later.
    PowerShell,
}

/// A request to the token endpoint (RFC 6749 section 3.2).
#[derive(Clone, Copy, Debug)]
pub enum TokenRequest<'a> {
    /// A code for tokens (section 4.1.3).
    AuthorizationCode {
        /// The app.
        client_id: &'a ClientId,
        /// The code.
        code: &'a AuthorizationCode,
        /// The same as in the authorization request.
        redirect_uri: &'a str,
    },
    /// A refresh token for the next pair of tokens (section 6).
    RefreshToken {
        /// The app.
        client_id: &'a ClientId,
        /// The one that the app is registered with: Procore's tutorial sends it here too.
        redirect_uri: &'a str,
    },
    /// The app's own token, for a service account (section 4.4.2).
    ClientCredentials {
        /// The app.
        client_id: &'a ClientId,
    },
}

/// The value of one field: plain, or in a variable.
enum Value<'a> {
    Plain(&'a str),
    Variable(&'static str),
}

impl TokenRequest<'_> {
    fn fields(&self) -> Vec<(&'static str, Value<'_>)> {
        let (grant_type, client_id) = match self {
            Self::AuthorizationCode { client_id, .. } => ("authorization_code", client_id),
            Self::RefreshToken { client_id, .. } => ("refresh_token", client_id),
            Self::ClientCredentials { client_id } => ("client_credentials", client_id),
        };
        let mut fields = vec![
            ("grant_type", Value::Plain(grant_type)),
            ("client_id", Value::Plain(client_id.as_str())),
            ("client_secret", Value::Variable(SECRET)),
        ];
        match self {
            Self::AuthorizationCode { code, redirect_uri, .. } => {
                fields.push(("code", Value::Plain(code.expose())));
                fields.push(("redirect_uri", Value::Plain(redirect_uri)));
            }
            Self::RefreshToken { redirect_uri, .. } => {
                fields.push(("redirect_uri", Value::Plain(redirect_uri)));
                fields.push(("refresh_token", Value::Variable(REFRESH_TOKEN)));
            }
            Self::ClientCredentials { .. } => {}
        }
        fields
    }

    /// The command that sends it to the login host's token endpoint and prints what comes back.
    pub fn command(&self, shell: Shell, login: &Origin) -> String {
        let url = format!("{login}/oauth/token");
        match shell {
            Shell::Bash => {
                let mut command = format!("{DIRECT} --silent --show-error");
                for (name, value) in self.fields() {
                    command += " \\\n  --data-urlencode ";
                    command += &match value {
                        Value::Plain(text) => quote::bash(&format!("{name}={text}")),
                        Value::Variable(variable) => format!("{name}@<(printf %s \"${variable}\")"),
                    };
                }
                format!("{command} \\\n  {}", quote::bash(&url))
            }
            Shell::PowerShell => {
                let mut body = String::new();
                for (name, value) in self.fields() {
                    let value = match value {
                        Value::Plain(text) => quote::powershell(text),
                        Value::Variable(variable) => format!("$env:{variable}"),
                    };
                    body += &format!("  {name} = {value}\n");
                }
                format!(
                    "{UNSET}Microsoft.PowerShell.Utility\\Invoke-RestMethod @direct -Method Post -Uri {} -Body @{{\n{body}}} | \
                     ConvertTo-Json\n}}",
                    quote::powershell(&url)
                )
            }
        }
    }

    /// The variables that the command reads.
    pub fn variables(&self) -> Vec<&'static str> {
        let variable = |(_, value)| if let Value::Variable(name) = value { Some(name) } else { None };
        self.fields().into_iter().filter_map(variable).collect()
    }
}

/// The command that asks for the value of `variable` without showing it or leaving it in the shell's history.
pub fn set_secret(shell: Shell, variable: &str) -> String {
    match shell {
        Shell::Bash => format!("read -rsp '{variable}: ' {variable}; echo"),
        Shell::PowerShell => format!(
            "$env:{variable} = [Net.NetworkCredential]::new('', (Read-Host '{variable}' -AsSecureString)).Password"
        ),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn client() -> ClientId {
        ClientId::parse("our-client").expect("a client id")
    }

    fn login() -> Origin {
        Origin::parse("https://login.example").expect("an origin")
    }

    #[test]
    fn an_exchange_in_bash() {
        let code = AuthorizationCode::parse("it's-a-code").expect("a code");
        let request = TokenRequest::AuthorizationCode {
            client_id: &client(),
            code: &code,
            redirect_uri: "https://console.example/",
        };
        assert_eq!(
            request.command(Shell::Bash, &login()),
            r#"command curl --disable --noproxy '*' --silent --show-error \
  --data-urlencode 'grant_type=authorization_code' \
  --data-urlencode 'client_id=our-client' \
  --data-urlencode client_secret@<(printf %s "$PROCORE_CLIENT_SECRET") \
  --data-urlencode 'code=it'\''s-a-code' \
  --data-urlencode 'redirect_uri=https://console.example/' \
  'https://login.example/oauth/token'"#
        );
        assert_eq!(request.variables(), [SECRET]);
    }

    #[test]
    fn a_refresh_in_powershell() {
        let request =
            TokenRequest::RefreshToken { client_id: &client(), redirect_uri: "urn:ietf:wg:oauth:2.0:oob" };
        assert_eq!(
            request.command(Shell::PowerShell, &login()),
            "& {
$PSDefaultParameterValues = @{}
$direct = @{}
if ($PSVersionTable.PSVersion.Major -ge 6) { $direct = @{ NoProxy = $true; SkipHeaderValidation = $true } }
Microsoft.PowerShell.Utility\\Invoke-RestMethod @direct -Method Post -Uri 'https://login.example/oauth/token' -Body @{
  grant_type = 'refresh_token'
  client_id = 'our-client'
  client_secret = $env:PROCORE_CLIENT_SECRET
  redirect_uri = 'urn:ietf:wg:oauth:2.0:oob'
  refresh_token = $env:PROCORE_REFRESH_TOKEN
} | ConvertTo-Json
}"
        );
        assert_eq!(request.variables(), [SECRET, REFRESH_TOKEN]);
    }

    #[test]
    fn a_service_account_needs_no_more_than_its_own_id() {
        let command = TokenRequest::ClientCredentials { client_id: &client() }.command(Shell::Bash, &login());
        assert!(command.contains("client_credentials") && !command.contains("redirect_uri"), "{command}");
    }
}
