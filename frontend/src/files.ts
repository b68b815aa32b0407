// All scripts of a public site that was written to files, in one: from a disk browsers load no modules. The pages
// name it instead of app, agenda and stars (crates/web/templates/layout/base.html).
import "./files/icons";
import "./app";
import "./agenda";
import "./stars";
