"""What members of a group may do, as the server works it out.

td: DialogParticipant.cpp (`apply_restrictions`), refusals from td: MessageContent.cpp, DialogManager.cpp.
"""

from typing import assert_never

from bot.preview.errors import bad_request
from bot.preview.state import Chat, Content, Document, Member, Photo, PollCard, Rich, Service, Text

ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_send_welcome_messages", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
MEMBER_RIGHTS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info",
    "can_invite_users", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
SHARED = frozenset(ADMIN_RIGHTS) & frozenset(MEMBER_RIGHTS)  # bots have these as administrators only


def rights_of(chat: Chat, member: Member, *, is_bot: bool) -> frozenset[str]:
    """Everything the member may do at this moment: the chat's permissions reach members, not administrators."""
    allowed = frozenset(MEMBER_RIGHTS) - chat.forbidden
    match member.status:
        case "creator" | "administrator":
            unasked = frozenset() if is_bot else SHARED & allowed
            return rights_to_lead(member) | unasked | (frozenset(MEMBER_RIGHTS) - SHARED)
        case "member" | "restricted":
            given = allowed if member.status == "member" else allowed & (member.rights or frozenset())
            return given - SHARED if is_bot else given
        case "left" | "kicked":
            return frozenset()
        case never:
            assert_never(never)


def rights_to_lead(member: Member) -> frozenset[str]:
    """What the member was made an administrator for; nothing, where it is none."""
    match member.status:
        case "creator":
            return frozenset(ADMIN_RIGHTS)
        case "administrator":
            return frozenset(ADMIN_RIGHTS) if member.rights is None else member.rights
        case "member" | "restricted" | "left" | "kicked":
            return frozenset()
        case never:
            assert_never(never)


def bot_may(chat: Chat, right: str) -> bool:
    return chat.type == "private" or right in rights_of(chat, chat.bot, is_bot=True)


def check_bot_may_send(chat: Chat, content: Content) -> None:
    right, what = needed_for(content)
    if not bot_may(chat, right):
        raise bad_request(f"not enough rights to send {what} to the chat")


def needed_for(content: Content) -> tuple[str, str]:
    """The right that a message takes, and the server's word for its kind."""
    match content:
        case Text() | Service():
            return "can_send_messages", "text messages"
        case Photo():
            return "can_send_photos", "photos"
        case Document():
            return "can_send_documents", "documents"
        case PollCard():
            return "can_send_polls", "polls"
        case Rich():
            return "can_send_messages", "the rich message"
        case never:
            assert_never(never)
