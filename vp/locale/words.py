"""Words to call a case by, and words to make a passphrase of; our own lists.

An alias is an adjective and an animal. A passphrase word is a made-up compound of a first and a
second part: 96 x 81 = 7,776 different ones, so six of them hold 77 bits.
"""

from collections.abc import Callable, Sequence

Pick = Callable[[Sequence[str]], str]

PASSPHRASE_LENGTH = 6

_ADJECTIVES = {
    "nl": """stille kalme zachte milde rustige heldere frisse blije bonte brede
        diepe dappere donkere drukke eerlijke fiere fijne flinke gouden grijze
        groene grote gulle hoge jonge kleine klare knappe koele kwieke
        lange late lenige lichte lieve losse luchtige moedige mooie nieuwe
        nuchtere open oude pientere prille ranke rappe rode ronde rossige
        schone slanke slimme snelle speelse sterke stoere tamme tedere trage
        trouwe vale vaste vlugge vrije vroege vrolijke warme wakkere wijze
        wilde witte zachtmoedige zilveren zuivere zwarte blauwe bruine gele paarse
        roze zandige nevelige zonnige winterse zomerse verre nabije dromerige""",
    "en": """quiet calm gentle mild restful clear fresh glad speckled broad
        deep brave dark busy honest proud fine sturdy golden grey
        green great generous high young small bright handsome cool lively
        long late supple light dear loose airy bold lovely new
        sober open old clever early slender swift red round russet
        clean slim smart fast playful strong hardy tame tender slow
        loyal pale steady nimble free timely merry warm watchful wise
        wild white patient silver pure black blue brown yellow purple
        pink sandy misty sunny wintry summery distant near dreamy""",
}
_ANIMALS = {
    "nl": """merel mus mees vink spreeuw ekster kraai kauw roek uil
        valk buizerd havik sperwer arend reiger ooievaar lepelaar zwaan gans
        eend fuut meerkoet kieviet grutto wulp tureluur scholekster meeuw stern
        zwaluw leeuwerik nachtegaal lijster specht koekoek duif fazant patrijs kwartel
        pauw haan kraanvogel das vos wolf lynx otter bever egel
        haas muis hamster eekhoorn marter wezel hermelijn mol bunzing vleermuis
        ree eland gems steenbok bizon pony merrie kat poes collie
        dolfijn bruinvis walvis snoek baars karper zalm paling forel stekelbaars
        kikker pad salamander hagedis schildpad zeester bij hommel vlinder libel""",
    "en": """blackbird sparrow titmouse finch starling magpie raven jackdaw rook owl
        falcon buzzard hawk kestrel eagle heron stork spoonbill swan goose
        duck grebe coot lapwing godwit curlew redshank oystercatcher gull tern
        swallow lark nightingale thrush woodpecker cuckoo dove pheasant partridge quail
        peacock rooster crane badger fox wolf lynx otter beaver hedgehog
        hare mouse hamster squirrel marten ferret stoat mole polecat bat
        deer elk chamois ibex bison pony mare cat kitten collie
        dolphin porpoise whale pike perch bream salmon eel trout stickleback
        frog toad newt lizard turtle starfish bee bumblebee butterfly dragonfly""",
}
_FIRST = {
    "nl": """appel berg bloem boter brood bries dauw deeg dennen dorps duin eiken
        erwten gist glas goud graan gras haver heide herfst hooi honing hout
        kaas kalk kamer karren kelder kersen klaver klei kool koren krijt kruiden
        kurk laken lamp leem lente linde linnen maan mast melk mist molen
        morgen mos nacht nevel noten olie oogst oost oven papier parel peper
        plank plein polder pruimen regen rijst riet rook rozen schelp school schuim
        ski sleutel sneeuw sober staal ster stoom storm stro suiker tafel thee
        tuin turf veen veld vuur wol water weide west winter zomer zout""",
    "en": """apple barley beech berry birch brook butter candle cedar cherry clay clover
        cloud coal cobble copper cotton dairy dawn dew dune dusk ember fern
        field flint flour forest frost garden ginger glass grain grass harbour hazel
        heather hickory hill honey ink iron ivory ivy kettle lake lamp lantern
        lemon linen maple marble marsh meadow mill mint mist moon moss mountain
        nutmeg oak oat olive onion orchard oven paper pearl pepper pine plum
        pond poplar quartz rain raisin reed river rose saddle salt sand silver
        snow spice star steam stone storm straw sugar summer thistle velvet winter""",
}
_SECOND = {
    "nl": """akker bank beker bel bezem boei boek boog boot bord brief brug
        bus deur dijk doek doos draad emmer fiets fluit gang gevel haak
        hamer hand haven hek hemd hoed hoek huis jas kan kar kist
        klok knoop kom koord korf kraan krans kruk kuil lade ladder laan
        lepel lint luik mand markt mouw muts muur naald nest pad pan
        pen pijp plaat poort pot raam rad ring rots schaal schip schop
        spiegel stoel straat tas toren trap trein vloer zolder""",
    "en": """anchor apron arch axle barn barrel basin basket beacon bell bench bicycle
        board boat bolt book bottle bowl box bridge broom brush bucket button
        cabin canoe cape chair chest chimney clock coat comb cord crane crate
        cup desk door drum fence ferry flute frame gate glove hammer hat
        hinge hook horn house jar jug kite knob ladder lid loft mast
        needle nest oar pan path pen pipe plate pocket pot ribbon ring
        roof rope shelf spoon stairs table tower train wheel""",
}


def alias(language: str, pick: Pick) -> str:
    """Two words to call a case by, such as `stille merel`."""
    return f"{pick(_ADJECTIVES[language].split())} {pick(_ANIMALS[language].split())}"


def passphrase(language: str, pick: Pick) -> str:
    """Six words with a space between them, such as `honingladder winterboot ...`."""
    first, second = _FIRST[language].split(), _SECOND[language].split()
    return " ".join(pick(first) + pick(second) for _ in range(PASSPHRASE_LENGTH))
