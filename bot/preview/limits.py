"""Telegram's limits, each with its source.

`api` is core.telegram.org/bots/api (Bot API 10.3), `td` the open source of the Bot API server
(github.com/tdlib/td and telegram-bot-api), `rpc` the error lists of core.telegram.org/methods.
"""

# Texts. The real server counts code points (td: MessageContent.cpp); the clients and our contract count
# UTF-16 units, which is never more generous: what passes here passes there.
MESSAGE_TEXT = 4096  # api#sendmessage
CAPTION = 1024  # api#sendphoto
RAW_TEXT_BYTES = 1 << 15  # before parsing; td: Client.cpp get_formatted_text
QUOTE = 1024  # api#replyparameters

# Buttons
CALLBACK_DATA_BYTES = 64  # api#inlinekeyboardbutton
COPY_TEXT = 256  # api#copytextbutton
BUTTONS = 100  # rpc: REPLY_MARKUP_TOO_LONG
START_PAYLOAD = 64  # api: bots/features#deep-linking, A-Za-z0-9_-

# Polls
POLL_QUESTION = 300  # code points; td: MessageContent.cpp
POLL_OPTION = 100  # code points; td: PollOption.cpp
POLL_OPTIONS = 12  # api#sendpoll
POLL_EXPLANATION = 200  # api#sendpoll
POLL_EXPLANATION_LINE_FEEDS = 2  # api#sendpoll
POLL_DESCRIPTION = 1024  # api#sendpoll
POLL_SHORTEST_SECONDS = 5  # api#sendpoll
POLL_LONGEST_SECONDS = 2_628_000  # api#sendpoll

# Ephemeral messages
EPHEMERAL_SECONDS = 15  # after a press or an ephemeral command; api#ephemeral-messages-and-commands

# Answers
CALLBACK_TEXT = 200  # api#answercallbackquery
CALLBACK_ANSWER_SECONDS = 15  # not documented; the clients stop waiting about then
INLINE_RESULTS = 50  # api#answerinlinequery
INLINE_OFFSET_BYTES = 64  # api#answerinlinequery
INLINE_RESULT_ID_BYTES = 64  # api#inlinequeryresultarticle

# The bot's own card
COMMANDS = 100  # api#setmycommands
COMMAND = 32  # api#botcommand
COMMAND_DESCRIPTION = 256  # api#botcommand
NAME = 64  # api#setmyname
DESCRIPTION = 512  # api#setmydescription
SHORT_DESCRIPTION = 120  # api#setmyshortdescription

# Files
PHOTO_BYTES = 10 * 1024 * 1024  # api#sendphoto
PHOTO_SIDES = 10_000  # width + height; api#sendphoto
PHOTO_RATIO = 20  # the longer side to the shorter; api#sendphoto
DOCUMENT_BYTES = 50 * 1024 * 1024  # api#senddocument

# Rich messages; api#rich-message-formatting-options
RICH_TEXT = 32_768
RICH_BLOCKS = 500
RICH_DEPTH = 16
RICH_MEDIA = 50
RICH_COLUMNS = 20

# Deleting and editing
DELETE_AT_ONCE = 100  # api#deletemessages
DELETE_HOURS = 48  # api#deletemessage

# Updates
UPDATES_AT_ONCE = 100  # api#getupdates
LONG_POLL_SECONDS = 50  # td: Client.h LONG_POLL_MAX_TIMEOUT
SECRET_TOKEN = 256  # api#setwebhook
UPDATE_HOURS = 24  # api#getting-updates

# Sending speed; core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
MESSAGES_A_SECOND = 30
MESSAGES_A_SECOND_TO_A_CHAT = 1
MESSAGES_A_MINUTE_TO_A_GROUP = 20
