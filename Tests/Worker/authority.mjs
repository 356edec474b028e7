// A certificate authority in a folder, by openssl, for tests.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

function makeAuthorities(folder) {
  const openssl = (...words) => execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });
  const at = (name) => join(folder, name);
  const ca = (name, ...words) => openssl("ca", "-config", `${name}.cnf`, "-cert", `${name}.pem`, "-keyfile", `${name}.key`, ...words);
  return {
    at,
    make(name) {
      openssl("req", "-x509", ...KEY, "-days", "2", "-subj", `/CN=${name}`, "-keyout", `${name}.key`, "-out", `${name}.pem`);
      writeFileSync(at(`${name}.cnf`), `[ca]\ndefault_ca=a\n[a]\ndatabase=${at(`${name}.index`)}\nserial=${at(`${name}.serial`)}\n` +
        `crlnumber=${at(`${name}.crlnumber`)}\nnew_certs_dir=${folder}\ndefault_md=sha256\ndefault_crl_days=2\npolicy=p\nunique_subject=no\n[p]\ncommonName=supplied\n`);
      writeFileSync(at(`${name}.index`), "");
      writeFileSync(at(`${name}.serial`), "01\n");
      writeFileSync(at(`${name}.crlnumber`), "01\n");
    },
    issue(authority, name, ...dates) {
      openssl("req", ...KEY, "-subj", `/CN=${name}`, "-keyout", `${name}.key`, "-out", `${name}.csr`);
      ca(authority, "-batch", "-notext", "-in", `${name}.csr`, "-out", `${name}.crt`, ...(dates.length ? dates : ["-days", "1"]));
    },
    server() {
      openssl("req", "-x509", ...KEY, "-days", "2", "-subj", "/CN=gateway", "-addext", "subjectAltName=IP:127.0.0.1",
        "-keyout", "server.key", "-out", "server.pem");
    },
    revoke: (authority, name) => ca(authority, "-revoke", `${name}.crt`),
    revocations: (authority, file) => ca(authority, "-gencrl", "-out", file),
  };
}

/**
 * Certificates in `folder`: those of devices are `right`, `revoked`, `expired`, `foreign`, and `more`, which are
 * right too; `server` is the gateway's, `ca.pem` the devices' authority, `crl.pem` what it has revoked.
 */
export function makeCertificates(folder, ...more) {
  const authorities = makeAuthorities(folder);
  authorities.make("ca");
  authorities.make("other");
  for (const name of ["right", "revoked", ...more]) authorities.issue("ca", name);
  authorities.issue("ca", "expired", "-startdate", "20200101000000Z", "-enddate", "20200102000000Z");
  authorities.issue("other", "foreign");
  authorities.server();
  authorities.revoke("ca", "revoked");
  authorities.revocations("ca", "crl.pem");
  return authorities;
}
