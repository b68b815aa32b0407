//! Accounts that are not from the source, and who stays logged in.

use std::collections::{HashMap, HashSet};

use plenary_model::{Result, code};
use plenary_store::Tx;
use plenary_store::entity::{account, session};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::Standing;

/// Accounts made by command before the import: administrators of this instance.
pub struct Own {
    /// Those whose address no account of the source has.
    keep: Vec<account::Model>,
    /// Addresses of the others: the source's account takes their place and becomes administrator.
    pub replaced: Vec<String>,
}

impl Own {
    /// `coming`: addresses of the accounts to be imported.
    pub async fn read(tx: &Tx, standing: &Standing, coming: &HashSet<String>) -> Result<Self> {
        let mut select = account::Entity::find();
        let mut replaced = Vec::new();
        if let Standing::Imported(state) = standing {
            select = select.filter(account::Column::Id.is_in(state.own_accounts.iter().copied()));
            replaced.extend(state.administrators.iter().filter(|address| coming.contains(*address)).cloned());
        }
        let (taken, keep): (Vec<_>, Vec<_>) =
            select.all(tx.db()).await?.into_iter().partition(|account| coming.contains(&account.email));
        replaced.extend(
            taken.into_iter().filter(|account| account.is_administrator).map(|account| account.email),
        );
        replaced.sort();
        replaced.dedup();
        Ok(Self { keep, replaced })
    }

    /// Writes the kept accounts with numbers above `highest`; returns the numbers.
    pub async fn write(self, tx: &Tx, mut highest: i32, codes: &mut HashSet<String>) -> Result<Vec<i32>> {
        let mut numbers = Vec::new();
        let mut keep = self.keep;
        keep.sort_by_key(|account| account.id);
        for mut account in keep {
            if account.id <= highest {
                account.id = highest + 1;
            }
            highest = account.id;
            while account.code.as_ref().is_none_or(|code| codes.contains(code)) {
                account.code = Some(code::code(tx.random(), code::CODE_LENGTH));
            }
            codes.extend(account.code.clone());
            account.profile_picture_id = None;
            numbers.push(account.id);
            let row = account.into_active_model().reset_all();
            account::Entity::insert(row).exec_without_returning(tx.db()).await?;
        }
        Ok(numbers)
    }
}

/// Sessions of people who are logged in, with the codes of their accounts. Deleting the accounts
/// deletes them.
pub async fn sessions(tx: &Tx) -> Result<Vec<(session::Model, Option<String>)>> {
    let sessions =
        session::Entity::find().filter(session::Column::AccountId.is_not_null()).all(tx.db()).await?;
    let codes = codes(tx).await?;
    Ok(sessions
        .into_iter()
        .map(|session| {
            let code = session.account_id.and_then(|id| codes.get(&id).cloned());
            (session, code)
        })
        .collect())
}

async fn codes(tx: &Tx) -> Result<HashMap<i32, String>> {
    let accounts = account::Entity::find().all(tx.db()).await?;
    Ok(accounts.into_iter().filter_map(|account| Some((account.id, account.code?))).collect())
}

/// Puts back the sessions of accounts that are still the same.
pub async fn restore_sessions(tx: &Tx, before: Vec<(session::Model, Option<String>)>) -> Result<()> {
    let codes = codes(tx).await?;
    for (session, code) in before {
        let same =
            session.account_id.and_then(|id| codes.get(&id)).is_some_and(|now| Some(now) == code.as_ref());
        if same {
            let row = session.into_active_model().reset_all();
            session::Entity::insert(row).exec_without_returning(tx.db()).await?;
        }
    }
    Ok(())
}
