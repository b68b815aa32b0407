//! Files: all or none, never out of the directory they belong to.

use std::os::unix::fs::symlink;
use std::path::Path;

use plenary_ops::import::ImportError;
use plenary_store::testing::on_both_engines;

use super::dump::{number, texts};
use super::{OldInstance, Place, fixture};

fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_all(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn every_file_that_rows_name_comes_along() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        let report = place.import(&old.request(), &test.database).await.unwrap();
        let named = [
            "SELECT custom_css FROM event",
            "SELECT logo FROM event",
            "SELECT header_image FROM event",
            "SELECT image FROM submission",
            "SELECT resource FROM resource",
            "SELECT answer_file FROM answer",
            "SELECT resource FROM speaker_information",
            "SELECT avatar FROM profile_picture",
            "SELECT avatar_thumbnail FROM profile_picture",
            "SELECT avatar_thumbnail_tiny FROM profile_picture",
        ];
        let mut names = Vec::new();
        for sql in named {
            names.extend(texts(&test.database, sql).await.into_iter().filter(|name| !name.is_empty()));
        }
        names.sort();
        names.dedup();
        let here: Vec<String> = place.files().into_iter().map(|(name, _)| name).collect();
        assert_eq!(here, names);
        assert_eq!(report.files.copied as usize, names.len());
        for name in &names {
            let (theirs, ours) = (fixture().join("media").join(name), place.media_dir().join(name));
            assert_eq!(std::fs::read(theirs).unwrap(), std::fs::read(ours).unwrap(), "{name}");
        }
        assert_eq!(place.stagings(), 0);
        let pending = "SELECT count(*) FROM instance_setting WHERE key = 'import_pending_files'";
        assert_eq!(number(&test.database, pending).await, 0);
    });
}

#[test]
fn nothing_outside_of_the_media_directory_is_read() {
    on_both_engines(|test| async move {
        let place = Place::new();
        let root = tempfile::tempdir().unwrap();
        let media = root.path().join("media");
        copy_all(&fixture().join("media"), &media);
        std::fs::write(root.path().join("private"), "secret").unwrap();
        std::fs::create_dir(root.path().join("elsewhere")).unwrap();
        std::fs::write(root.path().join("elsewhere/key"), "secret").unwrap();
        symlink("../private", media.join("file")).unwrap();
        symlink(root.path().join("elsewhere"), media.join("directory")).unwrap();
        symlink("democon/img", media.join("within")).unwrap();
        std::fs::create_dir(media.join("folder")).unwrap();
        let absolute = root.path().join("private").display().to_string();
        let logo = std::fs::read_dir(media.join("democon/img")).unwrap().next().unwrap().unwrap().file_name();
        let within = format!("within/{}", logo.to_string_lossy());
        let mut statements = Vec::new();
        let names =
            ["../private", &absolute, "file", "directory/key", "folder", "a/../../private", "bad\nname"];
        for (id, name) in (9000..).zip(names.iter().copied().chain([within.as_str()])) {
            statements.push(format!(
                "INSERT INTO submission_resource (id, resource, description, submission_id, is_public) VALUES ({id}, '{name}', '', 2, 1)"
            ));
        }
        let old = OldInstance::changed(&statements.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let mut request = old.request();
        request.media = Some(media);
        let report = place.import(&request, &test.database).await.unwrap();
        let missing: Vec<i64> =
            report.files.missing.iter().filter(|file| file.row >= 9000).map(|file| file.row).collect();
        assert_eq!(missing, [9000, 9001, 9002, 9003, 9004, 9005, 9006], "{:?}", report.files.missing);
        let kept = "SELECT resource FROM resource WHERE id >= 9000 AND resource IS NOT NULL";
        assert_eq!(texts(&test.database, kept).await, [within]);
        let bytes = place.files().into_iter().find(|(name, _)| name.starts_with("within/")).unwrap();
        assert!(bytes.1 > 0);
    });
}

#[test]
fn without_the_media_directory_names_are_kept() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        let mut request = old.request();
        request.media = None;
        let report = place.import(&request, &test.database).await.unwrap();
        assert!(place.files().is_empty());
        let warning = format!("No media directory was given: {} files", report.files.wanted);
        assert!(report.findings.iter().any(|finding| finding.text.starts_with(&warning)), "{report}");
        assert_eq!(number(&test.database, "SELECT count(*) FROM event WHERE logo <> ''").await, 1);
        // The next import can bring them.
        let report = place.import(&old.request(), &test.database).await.unwrap();
        assert_eq!(place.files().len() as u64, report.files.copied);
    });
}

#[test]
fn an_unreadable_media_directory_is_an_error() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        for (path, reason) in
            [("/nowhere/at/all", "it does not exist"), ("/dev/null", "it is not a directory")]
        {
            let mut request = old.request();
            request.media = Some(path.into());
            let error = place.import(&request, &test.database).await.unwrap_err();
            assert!(matches!(error, ImportError::Media { .. }), "{error}");
            assert_eq!(error.to_string(), format!("The media directory {path} can't be read: {reason}."));
        }
    });
}

#[test]
fn a_new_content_under_an_old_name_replaces_the_file() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        let media = tempfile::tempdir().unwrap();
        copy_all(&fixture().join("media"), media.path());
        let mut request = old.request();
        request.media = Some(media.path().to_owned());
        place.import(&request, &test.database).await.unwrap();
        let (name, length) = place.files().remove(0);
        let content = vec![b'x'; length];
        std::fs::write(media.path().join(&name), &content).unwrap();
        let report = place.import(&request, &test.database).await.unwrap();
        assert_eq!(report.files.copied, 1);
        assert_eq!(std::fs::read(place.media_dir().join(&name)).unwrap(), content);
    });
}
