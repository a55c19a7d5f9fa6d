"""Everyday words for one thing, in Russian and English: what a person asks with, and what a note is written with.

A line is one meaning; a word may stand in several. The words are general: of files, programs and computers,
not of any one tool. Forms that stemming joins are named once.

>>> meanings("удаление") & meanings("erase") != frozenset()
True
"""

from collections.abc import Mapping
from functools import cache

from bot.study.words import stem

_MEANINGS = """
удалить удалять убрать стереть снести выпилить избавиться уничтожить выбросить выкинуть грохнуть remove delete rm del erase drop destroy unlink discard prune снять сносить убирать затереть дропнуть прибрать
очистить очищать очистка почистить вычистить чистить зачистить освободить мусор clean clear prune purge cleanup flush wipe truncate vacuum
создать создавать создание сделать завести новый create make new mk generate init initialize add сотворить построить поднять
добавить добавление внести вставить вставлять вставка дописать приписать add append insert put attach include положить класть закинуть прикрепить внести дополнить
запустить запускать запуск стартовать старт поднять поднимать включить начать run start launch up begin boot прогнать гонять стартануть
работающий запущенный активный действующий работать живой running active live alive up
остановить останавливать остановка остановленный стоп выключить погасить прекратить завершить завершать завершение заглушить прервать stop halt shutdown end terminate quit down стопнуть тормознуть заглушить уронить
убить убивать прибить принудительно насильно грохнуть завершить kill terminate sigkill abort force кильнуть пристрелить снять
перезапустить перезапускать перезапуск рестарт перезагрузить перезагружать перезагрузка restart reboot reload рестартовать рестартануть
приостановить приостанавливать приостановка заморозить замораживать пауза pause suspend freeze hold
возобновить возобновлять возобновление продолжить продолжать разморозить размораживать снять unpause resume continue unfreeze
показать показывать показ отобразить отображать вывести выводить вывод посмотреть смотреть просмотр просмотреть просматривать увидеть глянуть узнать распечатать печатать show display print view see output cat look watch dump глядеть прочесть напечатать
показать посмотреть просмотр вывести увидеть узнать список перечень какие какой какая какое which list show view display print see
список списком перечень перечислить перечислять перечисление list ls enumerate
найти находить искать поиск поискать отыскать разыскать обнаружить обнаруживать find search locate lookup seek where нащупать отыскать
выбрать выбирать выборка отобрать отбирать отбор фильтр фильтровать отфильтровать select filter pick choose query match where
получить получать получение достать вытащить вынуть взять извлечь извлекать извлечение прочитать читать чтение get fetch read retrieve obtain extract receive забрать вернуть вытянуть прочесть выудить
скачать скачивать скачивание загрузить загружать загрузка стянуть подтянуть вытянуть забрать закачать download pull fetch clone выкачать стащить спулить пуллить затянуть
отправить отправлять отправка послать посылать выслать залить заливать выложить опубликовать публиковать публикация выгрузить выгружать запушить send push upload publish post submit emit пушить пушнуть закачать передать слать скинуть
установить устанавливать установка поставить ставить install setup
задать задавать назначить назначать присвоить установить выставить прописать указать указывать set assign define specify
настроить настраивать настройка настройки конфигурация конфиг параметр configure config configuration settings setup options preferences
изменить изменять изменение менять поменять сменить правка править поправить отредактировать редактировать редактирование модифицировать change edit modify alter update amend переделать подправить исправить
обновить обновлять обновление апдейт актуализировать апгрейд освежить update upgrade refresh renew
переименовать переименование переименовывать rename mv имя название
переместить перемещать перемещение перенести переносить перенос передвинуть move mv transfer relocate перекинуть перетащить передвинуть перенести
копировать скопировать копирование копия дублировать продублировать склонировать клонировать копи copy cp duplicate clone replicate
сохранить сохранять сохранение записать записывать запись зафиксировать save store write persist record
хранить хранение хранилище хранилища складывать store storage repository keep
восстановить восстанавливать восстановление вернуть возвращать вернуться restore recover recovery revert rollback return
откатить откатывать откат отменить отменять отмена отмену сбросить сбрасывать сброс undo revert rollback roll reset cancel abort discard передумать
собрать собирать сборка построить компилировать скомпилировать компиляция build compile assemble make пересобрать билдить сбилдить
выполнить выполнять выполнение исполнить исполнять исполнение execute exec run perform invoke прогнать вызвать запустить запускать
зайти войти заходить вход залезть попасть провалиться проникнуть подключиться внутрь enter login connect exec attach shell
внутри внутрь inside within into
подключить подключать подключение подключиться присоединить присоединиться соединиться соединение connect connection attach join link подцепить цеплять приконнектиться
отключить отключать отключение отсоединить отсоединять отцепить разорвать disconnect detach disable
выйти выход выходить разлогиниться exit quit logout leave
авторизоваться авторизация залогиниться логин вход войти аутентификация login authenticate auth authentication signin authorization
проверить проверять проверка проверочный тест тестировать протестировать check verify test validate validation inspect
подробно подробность подробности детали детально сведения информация инфо описание inspect detail details info information describe description
узнать выяснить определить get show find determine
отличать отличие чем разница difference differ
сравнить сравнивать сравнение отличие отличаться различие различия разница разницу сличить diff compare difference comparison delta cmp сопоставить diff
объединить объединять объединение слить сливать слияние соединить склеить смержить смешать merge join combine concatenate unite union мержить вливать влить
разделить разделять разбить разбивать разрезать делить split divide separate cut
сжать сжимать сжатие упаковать упаковка запаковать архивировать заархивировать архив compress pack archive zip gzip compression tar
распаковать распаковывать распаковка разархивировать разжать извлечь extract unpack decompress unzip uncompress untar
сортировать отсортировать сортировка упорядочить sort order arrange
посчитать подсчитать считать подсчет сосчитать количество число сколько count number amount total wc
группировать сгруппировать группировка group aggregate aggregation grouping
размер объем вес занимать занято size weight volume usage
место пространство свободно space free room
ограничить ограничивать ограничение лимит предел limit restrict quota cap max maximum
увеличить увеличивать прибавить нарастить инкремент increase increment incr grow raise
уменьшить уменьшать убавить декремент decrease decrement decr reduce shrink lower
масштабировать масштабирование scale scaling replicas
ждать ожидать ожидание дождаться подождать блокирующий wait await sleep pause blocking
заблокировать блокировать блокировка лок запереть lock block
разблокировать разблокирование unlock unblock release
подписаться подписывать подписка подписываться слушать прослушивать прослушивание subscribe listen subscription
отписаться отписка unsubscribe
повторить повторять повтор повторный попытка retry repeat again attempt
следить слежение отслеживать наблюдать наблюдение мониторинг мониторить monitor watch follow track observe tail
пробросить проброс прокинуть опубликовать открыть публикация publish expose forward map mapping
открыть открывать открытие open
закрыть закрывать закрытие close
переключить переключать переключение переключиться перейти переходить сменить switch checkout cd go change чекаутить
отложить откладывать спрятать прятать заначка припрятать stash shelve стешить
пометить помечать метка отметить ярлык тег tag label mark
разрешить разрешать разрешение дать выдать allow permit grant enable
запретить запрещать запрет отозвать забрать deny forbid revoke disable
включить включать включение активировать enable activate on
выключить выключать выключение отключить деактивировать disable deactivate off
импортировать импорт загрузить import load
экспортировать экспорт выгрузить export dump save
заменить заменять замена подменить replace substitute sub поменять менять автозамена
ссылка ссылки линк симлинк link symlink url
шифровать зашифровать шифрование encrypt encryption cipher
расшифровать расшифровка decrypt
измерить измерять замерить время длительность measure time duration
склеить соединить конкатенация concatenate concat paste
дописать конец append tail end
начало первый первые head first begin start top
конец последний последние хвост tail last end latest bottom recent
опубликовать публикация publish release
просроченный истекший срок истечение протухнуть expire expiration ttl timeout lifetime
тип типы type kind
версия версии version
имя имени имен название имена наименование name title
идентификатор айди ид id identifier uuid
помощь справка документация мануал help manual man docs documentation
ошибка ошибки сбой исключение баг error failure exception bug fault
контейнер container
образ имидж image snapshot
том тома volume
слой слоя layer
реестр registry
сеть сетевой network net networking
порт порта port
хост узел машина сервер host node machine server
клиент client
демон daemon service
сервис служба service unit
файл file filename
папка каталог директория dir directory folder
путь пути path
диск раздел disk drive partition filesystem
память оперативка озу memory ram
процессор цпу cpu processor core
процесс process proc pid
поток потоки thread stream
сигнал signal
задача задачи задание таск task job
расписание планировщик периодический cron крон кронтаб crontab schedule scheduler beat periodic
очередь очереди queue
сообщение месседж message
событие события event
тема топик канал topic channel subject
подписчик consumer subscriber получатель потребитель
издатель producer publisher отправитель
лог логи журнал журналы протокол log logs journal history
история history log
пользователь юзер учетка user account
группа группы group
право права доступ разрешения permission permissions access rights mode chmod
владелец хозяин owner ownership chown
пароль password passwd
ключ ключи key
значение значения value
переменная переменные variable var env
окружение среда environment env
терминал консоль оболочка шелл командная terminal console shell bash tty
база базы бд database db
таблица таблицы table
строка строки ряд row line string
столбец столбцы колонка поле column field
индекс index
запрос запросы query request
транзакция transaction
структура устройство строение описание схема structure schema layout describe description
ветка ветки ветвь branch
коммит коммиты фиксация зафиксировать закоммитить commit коммитить записать
репозиторий репа repository repo
удаленный внешний remote
локальный local
изменение изменения правки diff changes modifications
индекс stage staged staging
конфликт conflict
хеш хэш hash digest checksum
множество множества set
список list array
словарь хеш dict hash map
документ документы document doc
кластер cluster
реплика репликация replica replication
ключ-значение keyvalue
кэш кеш кэширование кеширование cache caching
текст текста text
слово слова word
символ символы буква character char
шаблон паттерн pattern template regex
регулярка регулярное regex regexp
содержимое содержание контент content contents
подстрока вхождение substring match occurrence
пустой пусто empty blank
статус состояние state status condition
статистика статистики нагрузка потребление ресурсы stats statistics usage consumption resources load top
адрес адреса address ip айпи айпишник
соединение соединения connection connections socket
интерактивный интерактивно interactive
фон фоновый фоне background detach detached daemon
фронт передний foreground
рекурсивный рекурсивно вложенный recursive recursively
тихий тихо молча quiet silent
подробный verbose detailed
принудительный принудительно форсировать насильно force forced
все всё весь целиком каждый all every everything whole entire
несколько много multiple several many
неиспользуемый ненужный лишний висячий старый unused dangling stale old unnecessary obsolete
скрытый спрятанный hidden
пакет пакеты package
зависимость зависимости dependency dependencies
библиотека library lib module модуль
плагин расширение plugin extension
скрипт сценарий script
программа приложение утилита program application app tool utility
команда команды command
инструкция инструкции instruction directive
архитектура устройство architecture
преимущество плюсы достоинства advantages pros benefits
недостаток минусы disadvantages cons drawbacks
аналог альтернатива замена alternative analog
пример примеры example sample
резервный бэкап бекап backup dump дамп
развернуть развертывание деплой деплоить разворачивать deploy deployment раскатать выкатить накатить
виртуальный виртуалка vm virtual
мост bridge
домен domain dns
сертификат certificate tls ssl
секрет секреты secret secrets
точка entrypoint entry
здоровье хелсчек healthcheck health живость
корень root корневой
администратор админ суперпользователь рут admin root sudo superuser
время дата часы time date clock
календарь calendar
картинка изображение рисунок image picture
видео video
звук аудио sound audio
экран screen display monitor
клавиатура keyboard
печать принтер print printer
браузер browser
сайт веб web website site http
страница page
вложенность tree дерево
граф graph
число числа цифра number digit
случайный рандом random
уникальный дубликат дубли повторяющийся unique duplicate distinct uniq deduplicate
общий shared common share
текущий current present
рабочий working work
следующий next
предыдущий прошлый previous prior last
родитель parent родительский
автор author blame кто who
отладка отладить дебаг debug troubleshoot
указать указывать указание указанный задать задавать конкретный определенный заданный specify specified specific given certain
управлять управление управлять менеджер manage management manager control administer
использовать использование применить применять применение воспользоваться use usage apply utilize
проект project
режим mode
умолчание default
формат вид format
данные data
существовать существующий имеющийся exist existing
доступный доступно имеющийся available
сеанс сессия session
сканировать просканировать сканирование scan
система систем системный system
устройство устройства девайс device
исходный источник source origin original
поддерживать поддержка support
содержать содержащий contain containing include including
автоматически автоматический авто automatic automatically auto
соответствовать соответствие совпадать совпадение подходить match correspond
код code
уровень уровня уровни level
пользовательский custom user
помощь помощью help
временный temporary
время срок момент time moment
интерфейс interface
редактор editor
глобальный глобально global globally
часть кусок фрагмент part piece chunk fragment
запись записи entry record
номер нумерация number numbering
результат вывод итог result output outcome
набор коллекция set collection
инструмент утилита программа средство tool utility
диапазон промежуток range interval
подкоманда subcommand
ввод вход input stdin
вывод выход output stdout
пробел space blank whitespace
основа base based
передать передача пересылка pass transfer send
область scope area
стандартный standard
разделитель delimiter separator
генерировать сгенерировать генерация generate generation produce
вместо instead
назначение цель целевой destination target
контекст context
организация organization
подтвердить подтверждение подтверждать confirm confirmation acknowledge
требовать требуется обязательный require required
устаревший outdated obsolete deprecated
выходной output
собственный own
язык language
инициализировать инициализация initialize initialization init
обратный обратно наоборот reverse back inverse
автодополнение completion autocomplete
псевдоним синоним алиас alias
исключить исключать исключение кроме exclude except exclusion
преобразовать преобразование конвертировать конвертация перевести перевод переделать convert conversion transform translate
равный равно равенство equal equality
секунда секунды second
минута minute
день дни day
наличие presence existence
план foreground
дистрибутив distribution distro
свойство свойства property properties
эмулятор emulator
параметр параметры аргумент аргументы parameter argument option
сокет socket
действие действия action operation
приватный закрытый частный private
публичный открытый public
символический symbolic symlink
уязвимость vulnerability
объект object
скорость speed rate
патч заплатка patch
пробный холостой dry trial preview
игнорировать пропустить пропускать ignore skip
синхронизировать синхронизация sync synchronize
маршрут маршрутизация route routing
связать связанный связь привязать bind link associate relate
байт byte
регистр case
подсеть subnet
разработать разработка разработчик develop development developer
место местоположение location place
перезаписать перезапись затереть перетереть overwrite
видимость visibility
элемент пункт член item element member
руководство manual guide
сумма итог sum total checksum
подставить подстановка substitute substitution interpolation
дополнительный extra additional optional
ключевой keyword
почта письмо mail email
профиль profile
необязательный optional
трафик traffic
токен token
пересобрать пересборка rebuild
контрольный checksum control
компьютер машина computer machine pc
корзина trash bin
подкаталог subdirectory
максимальный maximum max
минимальный minimum min
прокрутка scroll
вычислить вычислять вычисление посчитать рассчитать calculate compute evaluate evaluation высчитать
непрерывный непрерывно постоянно continuous continuously
трассировка трассировать trace traceroute
заголовок заголовки header heading title
кодировать закодировать кодировка encode encoding
декодировать раскодировать decode
перенос wrap newline
захватить захват capture
подпись подписать sign signature
выпуск релиз выпустить release issue
ядро kernel core
метод способ method way
входной input
запятая comma
краткий коротко короткий кратко short brief summary
реальный настоящий actual real
орфография spelling
безопасный безопасность safe secure security
оставить keep leave preserve
пространство namespace space
функция функциональность function feature
таймер timer
тайм-аут таймаут timeout
приоритет priority
блок block
узел node
граница limit boundary
проверка health
жить жизнь живой live life alive ttl
предмет вещь thing
остаток осталось remaining rest left
участник member
рекорд score
вес балл score weight
вершина top head
сверху head top
снизу bottom tail
слева left
справа right
выделить выделять allocate highlight
прочитать чтение читать считать read reading
писать запись записать write writing
редкий rare
частый frequent
порядок упорядоченный порядке order ordered sorted
обработать обработка обрабатывать обработчик handle process handler processing
работник воркер исполнитель worker
отложенный задержка задержать delay delayed deferred
цепочка последовательность chain sequence
ответ отвечать отклик response reply answer
принять принимать прием accept receive
сообщить уведомить уведомление извещение notify notification notice
перенаправить перенаправление redirect redirection
выражение expression
условие условный condition conditional
цикл loop
класс class
наследование наследник inherit inheritance
итератор iterator
генератор generator
декоратор decorator
замыкание closure
асинхронный async asynchronous
параллельный одновременно параллельно parallel concurrent simultaneously
поток поточный stream streaming
вложить вложенный nested nesting
массив array
кортеж tuple
множитель factor
аннотация annotation typing
виртуальный окружение virtualenv venv
удалить пакет uninstall
деинсталлировать удалить uninstall remove
маска mask wildcard glob
совпавший matched matching
слежение watch
отвязать отцепить detach disown unlink
кэшировать cached
прервать прерывание прервать interrupt break
расшарить поделиться общий share
доставить доставка deliver delivery
подключение монтирование монтировать смонтировать примонтировать mount
размонтировать отмонтировать unmount umount
форматировать форматирование format
разметить разметка partition markup
загрузка загрузиться boot
выключение poweroff
спать сон sleep suspend
дерево tree
закладка bookmark
закончить законченный незаконченный finish finished done unfinished complete
недавно недавний recent recently
старый предыдущий прежний old former previous
объем количество volume amount
одинаковый тот же повтор повторы same duplicate
уникальный неповторяющийся unique uniq
общаться взаимодействовать взаимодействие interact communicate
спросить спрашивать вопрос ask prompt question
отдать отдавать give return
сделать произвести выполнить do perform make
виновник автор blame culprit
баг ошибка дефект bug error defect
мертвый dead
живой жив alive
пинг доступность ping reachability
скачок прыжок jump hop
держать удерживать hold keep
ускорить ускорение accelerate speed
замедлить slow
нагрузка нагружать load stress
расход потребление потреблять съедать есть жрать кушать consumption usage consume eat
прожорливый тяжелый большой heavy large big
маленький мелкий small tiny
самый больше наибольший most largest biggest
меньше наименьший least smallest
медленно медленный долго тормозит slow long
миграция миграции мигрировать накатить migration migrate
главный ведущий основной мастер primary master leader main
ведомый вторичный replica slave follower secondary
взаимоблокировка дедлок взаимный deadlock
роль роли привилегия role privilege
агрегат агрегация агрегировать aggregate aggregation
повторы повторения distinct
подзапрос вложенный subquery
ограничение ограничения constraint
последовательность счетчик sequence serial counter
исходники исходник source sources
сериализация сериализовать serialize serialization
валидация валидировать validation validate
маршрут роут эндпоинт ручка endpoint route path
внедрение зависимость dependency injection depends
заголовок хедер header
тело body
форма form
идемпотентность идемпотентный idempotent idempotency
пагинация постраничный постранично страница pagination page pager
брокер broker
подтвердить подтверждение ack acknowledge
шард шардирование партиция секция shard partition
анализатор анализировать анализ analyzer analyze analysis
маппинг отображение сопоставление mapping
полнотекстовый fulltext
снимок слепок snapshot dump
стек стопка stack
куча heap
мусор сборщик garbage
исключение исключения exception raise
профилирование профилировщик profile profiling
автозапуск автозагрузка автостарт enable startup boot
аптайм uptime
подсказка подсказки hint hints
рекурсия recursion
незакоммиченный неподготовленный незафиксированный uncommitted unstaged
неотслеживаемый untracked
предок родитель ancestor parent
потомок наследник child descendant
указатель pointer reference head
закрепить pin
сплющить схлопнуть склеить squash
перебазировать перебазирование пересадить rebase ребейз ребейзить ребейзнуть
вершина верхушка tip head
столкновение конфликт conflict
прокси обратный proxy
балансировщик балансировка balancer balance
очередь хвост конец queue
обмен обменник exchange
постоянный долговременный persistent durable
уведомить сигнализировать notify signal
окно оконный window
округлить округление round
дата день date
текущий сейчас now current
длина размер length len size
позиция место смещение position offset
первый начало first beginning
второй second
верхний uppercase upper
нижний lowercase lower
нумеровать пронумеровать number
перемешать случайный shuffle random
слушать ждать порт listening listen
занятый занят used busy
свободный free available
права разрешение chmod permission
заблокированный locked
зомби zombie
сирота orphan
осиротевший лишний orphans
приглашение prompt
буфер buffer
кодировка charset encoding
исправить чинить починить пофиксить поправить устранить fix repair mend correct
отформатировать форматировать оформить стиль format formatting style
библиотека либа пакет модуль library lib package module
вызвать вызывать вызов дернуть call invoke
объявить объявление declare declaration
обойти обход перебрать перебор перебирать пройтись итерировать iterate walk traverse scan loop
проиндексировать индексировать индексация переиндексировать index reindex
массово пакетно пачкой оптом bulk batch mass
запланировать планировать schedule plan
отозвать отзыв revoke
опросить опрос опрашивать poll polling
подменить подмена заглушка мок замокать mock stub fake
упасть упавший падать падение fail failed failing crash
предупреждение предупредить warning warn alert
ход прогресс progress
логировать журналировать логирование logging log
переподключиться переподключение reconnect
рассылка разослать broadcast fanout
одновременно параллельно конкурентность concurrency concurrent parallel
зависнуть зависший завис hang stuck frozen
утечка leak
изоляция изолировать isolation isolate isolated
внешний посторонний foreign external
нарисовать рисовать рисунок draw plot
умножить умножение multiply
подготовить подготовка prepare preparation
обернуть обертка wrap wrapper
наследовать унаследовать inherit
принадлежать принадлежность belong own
участвовать участник member
пригласить приглашение invite
сократить сокращение shorten short
раскрыть развернуть expand
свернуть сложить collapse fold
отличить распознать detect recognize
сравнивать эталон benchmark
ускорять бенчмарк замер benchmark
закомментировать комментарий comment
проголосовать голос vote
сдвинуть сдвиг shift move
заполнить заполнение fill populate
опустошить опустошение empty flush clear
округлять округлить round
прекратить бросить abort cancel stop
согласиться принять accept
отклонить отказать отказ reject refuse deny
разобрать разбор парсить распарсить parse parsing
собирать мусор gc collect
прикрепить вложение attachment attach
поменять местами обменять обмен swap exchange
выровнять выравнивание align
отсечь обрезать усечь trim truncate cut crop
повернуть поворот rotate rotation
растянуть resize scale
этап стадия фаза шаг stage step phase
многоэтапный многостадийный multistage multi
ускорить быстрый оптимизация fast quick speed optimize performance производительность
план explain plan
график chart plot
джоин джойн join соединение
лямбда lambda
цвет color colour
"""


@cache
def thesaurus() -> Mapping[str, frozenset[int]]:
    """Stem -> the numbers of its meanings."""
    numbers: dict[str, set[int]] = {}
    for number, line in enumerate(_MEANINGS.strip().splitlines()):
        for word in line.split():
            numbers.setdefault(stem(word), set()).add(number)
    return {word: frozenset(found) for word, found in numbers.items()}


def meanings(word: str) -> frozenset[int]:
    """The meanings of a folded word, by number; empty for a word of no list."""
    return thesaurus().get(stem(word), frozenset())


# Words that carry a question and name nothing in it.
STOP_WORDS = frozenset(
    """
    а без бы перед после между среди около вокруг кроме против ради возле был была были было быть в вам вас во вот все-таки всего где да для до его ее если есть еще ж же за и из
    или им их к как когда команда команду командой команды кто ли либо лучше меня мне можно
    мой моя мы на над надо нам нас наш не него нее нельзя нет ни них но ну нужен нужна нужно нужны о об один он она они от
    пожалуйста по под подскажи подскажите помоги помогите при про просто с сам свой себя сейчас скажи со способ так
    также такое такой там те тем то тоже того только том ту тут ты у уже хочу чем через что чтобы чтоб эта эти это
    этого этой этом этот я бот help please the a already an and any are as at be by can command could do does for from get
    give has have how i if in is it its me my need of on one or our should so some that their them then there these
    this those to use used using via want was way we what when where which between among into about after before without who why will with would you your
    """.split()  # noqa: SIM905  # a column of quoted words would be ten times as long
)
# What asks to read about things, not to do anything with them: a section answers it before a command.
WHY_WORDS = frozenset(
    (
        "зачем",
        "почему",
        "чего",
        "такое",
        "отличается",
        "отличаются",
        "vs",
        "versus",
        "why",
        "differ",
        "differs",
    )
)
# The same of two things, joined by a word: "разница между версиями" is one thing to look at.
DIFFERENCE_WORDS = frozenset(
    ("разница", "разницу", "различие", "отличие", "отличия", "difference", "differences")
)
JOINING_WORDS = frozenset(("и", "от", "and", "from"))
FLAG_WORDS = frozenset(
    """
    флаг флага флагу флагом флаги опция опции опцию опцией flag flags option options
    """.split()  # noqa: SIM905  # as above
)
# These mean a flag only beside one: a key of a store is ключ as well.
MAYBE_FLAG_WORDS = frozenset(
    """
    ключ ключа ключом параметр параметра параметром аргумент argument parameter
    """.split()  # noqa: SIM905  # as above
)

# Words that any task may open with, or that only count: they say little of what is looked for.
WEAK_WORDS = frozenset(
    stem(word)
    for word in """
    показать показывать покажи вывести выводить отобразить посмотреть смотреть просмотреть просмотр увидеть глянуть
    узнать получить выяснить сделать делать поставить взять дать провести осуществить произвести выполнить
    пользоваться использовать использование все всё весь каждый любой один несколько много разный другой новый
    какие какой какая какое which быстро быстрый легко правильно разом сразу полностью совсем нужный данный
    show view display print see look do perform all every each any several many new another other quickly
    """.split()  # noqa: SIM905  # as above
)
