"""Big cities that have no time zone of their own name, in Russian and English, by the zone they live in.

Cities that a zone is named after come from CLDR (`study.places`); here stand those that people of the bot's
languages write all the same. One line a zone: `zone: city, city`; a city's other spellings follow it after `=`.
"""

from collections.abc import Iterator
from typing import Final

_CITIES: Final = """
Europe/Moscow: Санкт-Петербург = Saint Petersburg = St. Petersburg = Петербург = Питер = СПб = Ленинград, МСК = Мск = MSK
Europe/Moscow: Нижний Новгород = Nizhny Novgorod, Казань = Kazan, Ростов-на-Дону = Rostov-on-Don = Ростов, Воронеж = Voronezh
Europe/Moscow: Краснодар = Krasnodar, Ярославль = Yaroslavl, Тула = Tula, Рязань = Ryazan, Липецк = Lipetsk, Пенза = Penza
Europe/Moscow: Набережные Челны = Naberezhnye Chelny = Челны, Чебоксары = Cheboksary, Брянск = Bryansk, Иваново = Ivanovo
Europe/Moscow: Тверь = Tver, Белгород = Belgorod, Сочи = Sochi, Архангельск = Arkhangelsk, Владимир = Vladimir, Калуга = Kaluga
Europe/Moscow: Смоленск = Smolensk, Курск = Kursk, Череповец = Cherepovets, Вологда = Vologda, Орёл = Oryol = Orel, Мурманск = Murmansk
Europe/Moscow: Саранск = Saransk, Тамбов = Tambov, Йошкар-Ола = Yoshkar-Ola, Петрозаводск = Petrozavodsk, Кострома = Kostroma
Europe/Moscow: Новороссийск = Novorossiysk, Таганрог = Taganrog, Сыктывкар = Syktyvkar, Нижнекамск = Nizhnekamsk, Псков = Pskov
Europe/Moscow: Великий Новгород = Veliky Novgorod, Махачкала = Makhachkala, Владикавказ = Vladikavkaz, Грозный = Grozny
Europe/Moscow: Нальчик = Nalchik, Черкесск = Cherkessk, Майкоп = Maykop, Элиста = Elista, Магас = Magas, Назрань = Nazran
Europe/Moscow: Ставрополь = Stavropol, Пятигорск = Pyatigorsk, Армавир = Armavir, Анапа = Anapa, Дзержинск = Dzerzhinsk, Рыбинск = Rybinsk
Europe/Moscow: Северодвинск = Severodvinsk, Старый Оскол = Stary Oskol, Выборг = Vyborg, Иннополис = Innopolis, Дубна = Dubna
Europe/Moscow: Балашиха = Balashikha, Химки = Khimki, Подольск = Podolsk, Королёв = Korolyov, Мытищи = Mytishchi, Люберцы = Lyubertsy
Europe/Moscow: Зеленоград = Zelenograd, Долгопрудный = Dolgoprudny, Обнинск = Obninsk, Альметьевск = Almetyevsk, Воркута = Vorkuta
Europe/Moscow: Севастополь = Sevastopol, Нарьян-Мар = Naryan-Mar, Ухта = Ukhta, Саров = Sarov, Дербент = Derbent
Europe/Volgograd: Волжский = Volzhsky, Камышин = Kamyshin
Europe/Kaliningrad: Советск = Sovetsk, Светлогорск = Svetlogorsk
Europe/Samara: Тольятти = Tolyatti = Togliatti, Ижевск = Izhevsk, Сызрань = Syzran, Сарапул = Sarapul, Новокуйбышевск = Novokuybyshevsk
Europe/Saratov: Энгельс = Engels, Балаково = Balakovo
Europe/Ulyanovsk: Димитровград = Dimitrovgrad
Asia/Yekaterinburg: ЕКБ = Екб, Челябинск = Chelyabinsk, Уфа = Ufa, Пермь = Perm, Тюмень = Tyumen, Оренбург = Orenburg, Курган = Kurgan
Asia/Yekaterinburg: Магнитогорск = Magnitogorsk, Сургут = Surgut, Нижний Тагил = Nizhny Tagil, Стерлитамак = Sterlitamak, Орск = Orsk
Asia/Yekaterinburg: Нижневартовск = Nizhnevartovsk, Ханты-Мансийск = Khanty-Mansiysk, Новый Уренгой = Novy Urengoy, Салехард = Salekhard
Asia/Yekaterinburg: Златоуст = Zlatoust, Миасс = Miass, Тобольск = Tobolsk, Нефтеюганск = Nefteyugansk, Ноябрьск = Noyabrsk, Березники = Berezniki
Asia/Novosibirsk: Новосиб = НСК, Бердск = Berdsk, Академгородок = Akademgorodok
Asia/Barnaul: Бийск = Biysk, Рубцовск = Rubtsovsk, Горно-Алтайск = Gorno-Altaysk
Asia/Tomsk: Северск = Seversk
Asia/Novokuznetsk: Кемерово = Kemerovo, Прокопьевск = Prokopyevsk, Междуреченск = Mezhdurechensk
Asia/Krasnoyarsk: Абакан = Abakan, Норильск = Norilsk, Кызыл = Kyzyl, Ачинск = Achinsk, Железногорск = Zheleznogorsk
Asia/Irkutsk: Улан-Удэ = Ulan-Ude, Братск = Bratsk, Ангарск = Angarsk, Усть-Илимск = Ust-Ilimsk
Asia/Yakutsk: Благовещенск = Blagoveshchensk, Нерюнгри = Neryungri, Тында = Tynda
Asia/Vladivostok: Хабаровск = Khabarovsk, Комсомольск-на-Амуре = Komsomolsk-on-Amur, Уссурийск = Ussuriysk, Находка = Nakhodka
Asia/Vladivostok: Биробиджан = Birobidzhan, Артём = Artyom
Asia/Sakhalin: Южно-Сахалинск = Yuzhno-Sakhalinsk
Asia/Kamchatka: Петропавловск-Камчатский = Petropavlovsk-Kamchatsky
Europe/Kyiv: Киев = Kiev = Київ, Харьков = Kharkiv = Kharkov = Харків, Одесса = Odesa = Odessa = Одеса, Днепр = Dnipro = Дніпро
Europe/Kyiv: Львов = Lviv = Львів, Запорожье = Zaporizhzhia = Запоріжжя, Винница = Vinnytsia, Полтава = Poltava, Чернигов = Chernihiv
Europe/Kyiv: Херсон = Kherson, Николаев = Mykolaiv, Ивано-Франковск = Ivano-Frankivsk, Тернополь = Ternopil, Черновцы = Chernivtsi
Europe/Kyiv: Сумы = Sumy, Ровно = Rivne, Луцк = Lutsk, Ужгород = Uzhhorod, Житомир = Zhytomyr, Хмельницкий = Khmelnytskyi, Черкассы = Cherkasy
Europe/Minsk: Гомель = Gomel = Homel, Могилёв = Mogilev, Витебск = Vitebsk, Гродно = Grodno = Hrodna, Брест = Brest, Бобруйск = Babruysk
Asia/Almaty: Алма-Ата = Alma-Ata, Астана = Astana = Нур-Султан = Nur-Sultan, Шымкент = Shymkent, Караганда = Karaganda, Тараз = Taraz
Asia/Almaty: Павлодар = Pavlodar, Усть-Каменогорск = Oskemen, Семей = Semey, Кокшетау = Kokshetau, Петропавловск = Petropavl
Asia/Bishkek: Ош = Osh
Asia/Tashkent: Наманган = Namangan, Андижан = Andijan, Фергана = Fergana
Asia/Samarkand: Бухара = Bukhara, Нукус = Nukus
Asia/Dushanbe: Худжанд = Khujand
Asia/Tbilisi: Батуми = Batumi, Кутаиси = Kutaisi
Asia/Yerevan: Гюмри = Gyumri
Asia/Baku: Гянджа = Ganja, Сумгаит = Sumqayit
Europe/Chisinau: Тирасполь = Tiraspol, Бельцы = Balti
Europe/Vilnius: Каунас = Kaunas, Клайпеда = Klaipeda
Europe/Riga: Даугавпилс = Daugavpils
Europe/Tallinn: Тарту = Tartu, Нарва = Narva
Europe/Warsaw: Краков = Krakow = Cracow, Вроцлав = Wroclaw, Гданьск = Gdansk, Познань = Poznan, Лодзь = Lodz, Катовице = Katowice
Europe/Prague: Брно = Brno, Острава = Ostrava, Карловы Вары = Karlovy Vary
Europe/Berlin: Мюнхен = Munich = München, Гамбург = Hamburg, Кёльн = Cologne = Köln, Франкфурт = Frankfurt, Штутгарт = Stuttgart
Europe/Berlin: Дюссельдорф = Düsseldorf, Дрезден = Dresden, Лейпциг = Leipzig, Нюрнберг = Nuremberg, Ганновер = Hanover, Бремен = Bremen, Бонн = Bonn
Europe/Zurich: Женева = Geneva, Базель = Basel, Берн = Bern, Лозанна = Lausanne
Europe/Vienna: Зальцбург = Salzburg, Грац = Graz, Линц = Linz
Europe/Paris: Лион = Lyon, Марсель = Marseille, Ницца = Nice, Тулуза = Toulouse, Страсбург = Strasbourg, Бордо = Bordeaux, Лилль = Lille
Europe/Madrid: Барселона = Barcelona, Валенсия = Valencia, Севилья = Seville, Малага = Malaga, Бильбао = Bilbao, Аликанте = Alicante
Europe/Lisbon: Порту = Porto, Брага = Braga
Europe/Rome: Милан = Milan, Неаполь = Naples, Турин = Turin, Флоренция = Florence, Венеция = Venice, Болонья = Bologna
Europe/London: Манчестер = Manchester, Бирмингем = Birmingham, Эдинбург = Edinburgh, Глазго = Glasgow, Кембридж = Cambridge, Оксфорд = Oxford
Europe/London: Ливерпуль = Liverpool, Лидс = Leeds, Бристоль = Bristol, Белфаст = Belfast
Europe/Amsterdam: Роттердам = Rotterdam, Гаага = The Hague, Утрехт = Utrecht, Эйндховен = Eindhoven
Europe/Brussels: Антверпен = Antwerp, Гент = Ghent
Europe/Stockholm: Гётеборг = Gothenburg, Мальмё = Malmo
Europe/Oslo: Берген = Bergen, Тронхейм = Trondheim
Europe/Helsinki: Тампере = Tampere, Турку = Turku, Эспоо = Espoo
Europe/Athens: Салоники = Thessaloniki
Europe/Belgrade: Нови-Сад = Novi Sad
Europe/Podgorica: Будва = Budva, Бар = Bar
Europe/Zagreb: Сплит = Split
Europe/Sofia: Варна = Varna, Бургас = Burgas, Пловдив = Plovdiv
Europe/Bucharest: Клуж = Cluj = Cluj-Napoca, Тимишоара = Timisoara, Яссы = Iasi
Europe/Istanbul: Анкара = Ankara, Анталья = Antalya, Измир = Izmir, Аланья = Alanya, Мерсин = Mersin
Asia/Nicosia: Лимасол = Limassol, Ларнака = Larnaca, Пафос = Paphos
Asia/Jerusalem: Тель-Авив = Tel Aviv, Хайфа = Haifa, Беэр-Шева = Beersheba
Asia/Dubai: Абу-Даби = Abu Dhabi, Шарджа = Sharjah
Asia/Riyadh: Джидда = Jeddah, Мекка = Mecca
Asia/Qatar: Доха = Doha
Africa/Cairo: Александрия = Alexandria, Хургада = Hurghada, Шарм-эль-Шейх = Sharm el-Sheikh
Africa/Casablanca: Рабат = Rabat, Марракеш = Marrakesh
Africa/Johannesburg: Кейптаун = Cape Town, Претория = Pretoria
Africa/Lagos: Абуджа = Abuja
Asia/Kolkata: Дели = Delhi = Нью-Дели = New Delhi, Мумбаи = Mumbai = Бомбей = Bombay, Бангалор = Bangalore = Bengaluru
Asia/Kolkata: Хайдарабад = Hyderabad, Ченнаи = Chennai, Гоа = Goa, Пуна = Pune, Калькутта = Calcutta
Asia/Karachi: Исламабад = Islamabad, Лахор = Lahore
Asia/Shanghai: Пекин = Beijing, Шэньчжэнь = Shenzhen, Гуанчжоу = Guangzhou, Чэнду = Chengdu, Харбин = Harbin, Ухань = Wuhan
Asia/Shanghai: Тяньцзинь = Tianjin, Чунцин = Chongqing, Ханчжоу = Hangzhou, Нанкин = Nanjing, Далянь = Dalian
Asia/Tokyo: Осака = Osaka, Киото = Kyoto, Иокогама = Йокогама = Yokohama, Саппоро = Sapporo, Нагоя = Nagoya, Фукуока = Fukuoka
Asia/Seoul: Пусан = Busan, Инчхон = Incheon
Asia/Ho_Chi_Minh: Ханой = Hanoi, Нячанг = Nha Trang, Дананг = Da Nang, Сайгон = Saigon
Asia/Bangkok: Пхукет = Phuket, Паттайя = Pattaya, Чиангмай = Chiang Mai, Самуи = Samui
Asia/Makassar: Бали = Bali, Денпасар = Denpasar, Убуд = Ubud
Asia/Jakarta: Бандунг = Bandung, Сурабая = Surabaya
Asia/Kuala_Lumpur: Пинанг = Penang
Asia/Kathmandu: Покхара = Pokhara
Australia/Sydney: Канберра = Canberra, Ньюкасл = Newcastle
Australia/Brisbane: Голд-Кост = Gold Coast, Кэрнс = Cairns
Pacific/Auckland: Веллингтон = Wellington, Крайстчерч = Christchurch
America/New_York: НьюЙорк = NYC = Нью Йорк, Вашингтон = Washington = Washington DC, Бостон = Boston, Майами = Miami, Филадельфия = Philadelphia
America/New_York: Атланта = Atlanta, Орландо = Orlando, Шарлотт = Charlotte, Кливленд = Cleveland, Питтсбург = Pittsburgh, Балтимор = Baltimore
America/Chicago: Хьюстон = Houston, Даллас = Dallas, Остин = Austin, Миннеаполис = Minneapolis, Сан-Антонио = San Antonio, Нашвилл = Nashville
America/Chicago: Новый Орлеан = New Orleans, Сент-Луис = St. Louis, Канзас-Сити = Kansas City, Милуоки = Milwaukee
America/Denver: Солт-Лейк-Сити = Salt Lake City, Альбукерке = Albuquerque, Колорадо-Спрингс = Colorado Springs
America/Phoenix: Тусон = Tucson
America/Los_Angeles: ЛосАнджелес = LA, Сан-Франциско = San Francisco = SF, Сиэтл = Seattle, Сан-Диего = San Diego, Лас-Вегас = Las Vegas
America/Los_Angeles: Портленд = Portland, Сан-Хосе = San Jose, Сакраменто = Sacramento, Пало-Альто = Palo Alto, Окленд = Oakland
America/Toronto: Монреаль = Montreal, Оттава = Ottawa, Квебек = Quebec
America/Edmonton: Калгари = Calgary
America/Mexico_City: Гвадалахара = Guadalajara
America/Sao_Paulo: Рио-де-Жанейро = Rio de Janeiro = Рио, Бразилиа = Brasilia
"""


def cities() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each city as its zone and its names."""
    for line in _CITIES.strip().splitlines():
        zone, _, listed = line.partition(": ")
        for names in listed.split(", "):
            yield zone, tuple(names.split(" = "))
