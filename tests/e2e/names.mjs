// What people read on the pages of the thin path (English catalogue), in one place.
// Every locator goes by role and one of these names.
export const names = {
  logIn: { heading: /log in/i, email: "Email address", password: "Password", submit: "Log in" },
  register: { name: "Name", email: "Email address", password: "New password", repeat: "Repeat the password", submit: "Register" },
  proposalForm: { title: "Title", abstract: "Abstract", biography: "Biography", submit: /^(submit|hand in)/i },
  myProposals: /my proposals/i,
  orga: {
    proposals: "Proposals",
    accept: "Accept",
    schedule: "Schedule",
    rooms: "Rooms",
    addRoom: /add (a )?room/i,
    roomName: /^name/i,
    save: "Save",
    place: { room: "Room", start: /^start/i, submit: "Save" },
    release: { version: "Version", submit: /release/i },
  },
  confirm: "Confirm",
  state: { submitted: "submitted", accepted: "accepted", confirmed: "confirmed" },
  schedule: { heading: /schedule/i },
};

// Where the pages are. `e` is the event's slug, `code` the proposal's.
export const paths = {
  orgaLogin: "/orga/login/",
  submit: (e) => `/${e}/submit/`,
  mySubmissions: (e) => `/${e}/me/submissions/`,
  mySubmission: (e, code) => `/${e}/me/submissions/${code}/`,
  orgaSubmission: (e, code) => `/orga/event/${e}/submissions/${code}/`,
  orgaRooms: (e) => `/orga/event/${e}/schedule/rooms/`,
  orgaSchedule: (e) => `/orga/event/${e}/schedule/`,
  orgaRelease: (e) => `/orga/event/${e}/schedule/release`,
  schedule: (e) => `/${e}/schedule/`,
  talk: (e, code) => `/${e}/talk/${code}/`,
};
