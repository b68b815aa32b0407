use plenary_model::{Error, I18nText, SubmissionState, TargetGroup};
use plenary_store::testing::on_both_engines;
use plenary_submission::information::{self, File, Wanted};
use plenary_submission::state;
use serde_json::json;

use super::setting::{Setting, logged, set_up};

fn note(title: &str, target_group: TargetGroup) -> Wanted {
    Wanted {
        title: title.into(),
        text: I18nText::Empty,
        target_group,
        tracks: Vec::new(),
        submission_types: Vec::new(),
        file: File::Keep,
    }
}

#[test]
fn notes_are_for_those_they_name() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let Setting { chair, event, speaker, .. } = &setting;
        let tx = test.database.begin().await.unwrap();
        for (title, group) in [
            ("all", TargetGroup::Submitters),
            ("accepted", TargetGroup::Accepted),
            ("confirmed", TargetGroup::Confirmed),
        ] {
            information::save(&tx, chair, event, None, note(title, group)).await.unwrap();
        }
        let track = Wanted { tracks: vec![setting.track.id], ..note("track", TargetGroup::Submitters) };
        information::save(&tx, chair, event, None, track).await.unwrap();
        // One proposal has to meet all of it.
        let both = Wanted {
            tracks: vec![setting.track.id],
            submission_types: vec![setting.workshop.id],
            ..note("both", TargetGroup::Submitters)
        };
        information::save(&tx, chair, event, None, both).await.unwrap();
        let titles = async || {
            let notes = information::for_speaker(tx.db(), speaker, event).await.unwrap();
            notes.iter().map(|note| note.row.title.get("en", "en").to_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(titles().await, "");
        setting.propose(&tx, None, Some(setting.track.id), SubmissionState::Draft).await;
        assert_eq!(titles().await, "", "drafts don't count");
        let proposal =
            setting.propose(&tx, Some(setting.workshop.id), None, SubmissionState::Submitted).await;
        assert_eq!(titles().await, "all");
        setting.propose(&tx, None, Some(setting.track.id), SubmissionState::Rejected).await;
        assert_eq!(titles().await, "all track");
        let change = async |wanted| {
            state::change_as_organiser(&tx, chair, event, &proposal.code, wanted).await.unwrap();
        };
        change(SubmissionState::Accepted).await;
        assert_eq!(titles().await, "all accepted track");
        change(SubmissionState::Confirmed).await;
        assert_eq!(titles().await, "all accepted confirmed track");
        let others = information::for_speaker(tx.db(), &setting.stranger, event).await.unwrap();
        assert!(others.is_empty());
        assert!(matches!(information::list(tx.db(), speaker, event).await, Err(Error::NotFound)));
    });
}

#[test]
fn notes_are_changed_and_deleted_with_their_files() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let Setting { chair, event, .. } = &setting;
        let tx = test.database.begin().await.unwrap();
        let file = "moss/speaker_information/info_aB3dE6g.pdf";
        let wanted = Wanted { file: File::New(file.to_owned()), ..note("Arrival", TargetGroup::Accepted) };
        let saved = information::save(&tx, chair, event, None, wanted).await.unwrap();
        assert_eq!(saved.resource.as_deref(), Some(file));
        let kept = note("Arrival by train", TargetGroup::Accepted);
        let kept = information::save(&tx, chair, event, Some(saved.id), kept).await.unwrap();
        assert_eq!(kept.resource.as_deref(), Some(file));
        let gone = Wanted { file: File::Remove, ..note("Arrival by train", TargetGroup::Accepted) };
        let gone = information::save(&tx, chair, event, Some(saved.id), gone).await.unwrap();
        assert_eq!(gone.resource, None);
        let empty = information::save(&tx, chair, event, None, note(" ", TargetGroup::Accepted)).await;
        assert!(matches!(empty, Err(Error::Invalid(_))));
        tx.commit().await.unwrap();
        let entry = logged(&test).await;
        assert_eq!(entry.data.unwrap(), json!({"changes": {"resource": {"old": file, "new": null}}}));
        let tx = test.database.begin().await.unwrap();
        let refused = information::delete(&tx, &setting.stranger, event, saved.id).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        information::delete(&tx, chair, event, saved.id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(logged(&test).await.action_type, "pretalx.speaker_information.delete");
    });
}
