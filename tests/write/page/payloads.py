"""Texts that break out of where they are put if anything lets them, and a look at a page whether one did.

A payload that runs sets `window.fired`; one that is loaded asks for a host that does not exist. No text has
lone surrogates: readers refuse bytes that stand for one, and keep an escape of one as it is written.
"""

from chromium import Chromium

HOST = "https://example.invalid"
_PAYLOADS = (
    # ends of elements, and comments
    "</script><script>FIRE</script>",
    "</ScRiPt ><sCrIpT>FIRE</sCrIpT >",
    "</style><script>FIRE</script>",
    "</title></textarea></noscript></xmp></template><script>FIRE</script>",
    "<!--<script>",
    "--><script>FIRE</script><!--",
    "]]><script>FIRE</script>",
    "<![CDATA[<script>FIRE</script>]]>",
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
    # elements that run or load something
    "<img src=x onerror='FIRE'>",
    "<IMG SRC=x ONERROR=FIRE//",
    "<svg/onload=FIRE>",
    "<svg><script href=data:,FIRE /></svg>",
    "<svg><animate onbegin=FIRE attributeName=x dur=1s>",
    "<svg><a><animate attributeName=href values=javascript:FIRE /><text y=20>href</text></a></svg>",
    f"<svg><use href='{HOST}/a.svg#b'/><image href='{HOST}/b.png'/></svg>",
    "<svg><foreignObject><body onload=FIRE></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src onerror=FIRE&gt;'>",
    "<math href=javascript:FIRE>href</math>",
    "<math><annotation-xml encoding=text/html><img src=x onerror=FIRE></annotation-xml></math>",
    "<iframe srcdoc='<script>parent.FIRE</script>'></iframe>",
    "<iframe src=javascript:parent.FIRE></iframe>",
    "<object data=javascript:FIRE></object><embed src=javascript:FIRE>",
    "<form action=javascript:FIRE><button formaction=javascript:FIRE>href</button></form>",
    f"<base href={HOST}/>",
    f"<meta http-equiv=refresh content='0;url={HOST}/'>",
    f"<link rel=stylesheet href={HOST}/a.css>",
    f"<style>@import '{HOST}/a.css'; * {{ display: none }}</style>",
    "<details open ontoggle=FIRE>",
    "<video><source onerror=FIRE></video>",
    "<template shadowrootmode=open><img src=x onerror=FIRE></template>",
    "<a href=javascript:FIRE>href</a>",
    # ends of attributes
    '" autofocus onfocus="FIRE',
    "' autofocus tabindex=1 onfocus='FIRE",
    "` onmouseover=`FIRE",
    '"><img src=x onerror=FIRE>',
    "'><img src=x onerror=FIRE>",
    "x onfocus=FIRE autofocus tabindex=1",
    "&quot; onfocus=&quot;FIRE &lt;img src=x onerror=FIRE&gt; &#60;b&#62; &amp;amp;",
    "\\u003cimg src=x onerror=FIRE\\u003e \\x3cb\\x3e",
    # addresses
    "javascript:FIRE",
    "\x01java\tscript:FIRE",
    f"JaVaScRiPt:FIRE//{HOST}/",
    "data:text/html,<script>FIRE</script>",
    "vbscript:FIRE",
    "file:///etc/passwd",
    f'{HOST}/"onmouseover="FIRE',
    f"{HOST}/#</script><script>FIRE</script>",
    "//example.invalid/a.js",
    "http://a:b@example.invalid\\@example.org/%00%zz",
    # ends of strings in scripts, selectors and styles
    "';FIRE//",
    '\\";FIRE//',
    "line\u2028FIRE\u2029`${FIRE}`",
    "});FIRE;({",
    'a"] , * { } \\',
    f"red;background:url({HOST}/a.png)",
    f"url({HOST}/a.svg#b)",
    f"}}*{{background:url({HOST}/b.png)}}",
    # marks of templates, of formats, of spreadsheets and of mathematics
    "{{ 7 * 7 }} {% raw %} {# #} ${7*7} <%= 7*7 %>",
    "{{constructor.constructor('FIRE')()}}",
    "%(name)s %s %n {0} {name!r} $name ~a",
    f'=HYPERLINK("{HOST}","href")',
    '+1\n@SUM(1)\t"a""b",c;d',
    "$x^2$ \\frac{1}{ _{ ^",
    "#chosen=__proto__&language=%F0%28&types=%00",
    # names that a script has for itself
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "prototype",
    "length",
    "then",
    "data",
    "title",
    "null",
    "undefined",
    "NaN",
    "0",
    "-1",
    # letters
    "nul\0nul",
    "\x02\x08\x1b[31m\x7f\x85\ufeff\ufffe\uffff",
    "\u202egnihtyna\u202c \u2066a\u2067b \u200f",
    "\u200b\u2060",
    "  two\nlines\r\nand\ta tab  ",
    "𝒞𝑜𝓂𝓅𝒶𝓃𝓎 👩‍🔬 제약 e\u0301 \u1112\u1161\u11ab\u1106\u1175 شركة",
    "Z" + "\u0301\u0327\u20dd" * 40,
    "W" * 400,
    "가" * 5000,
)
PAYLOADS = tuple(text.replace("FIRE", f"window.fired={i}") for i, text in enumerate(_PAYLOADS, start=1))

_FOREIGN = (
    ":not(body) > script, :not(body, head) > style, body link, body meta, [src], [srcdoc], img, image, "
    "iframe, frame, object, embed, form, base, video, audio, source, math, use, animate, set"
)
_CAUGHT = f"""(() => {{
  const found = [];
  const addresses = ["href", "xlink:href", "action", "formaction", "data", "poster"];
  if (window.fired !== undefined) found.push(`payload ${{window.fired}} ran`);
  for (const made of document.querySelectorAll({_FOREIGN!r})) found.push(made.outerHTML);
  for (const made of document.querySelectorAll("*")) {{
    for (const {{ name, value }} of made.attributes) {{
      if (name.startsWith("on")) found.push(`${{name}} of ${{made.tagName}}`);
      if (!addresses.includes(name) || made.matches("link[rel=icon][href='data:,']")) continue;
      if (!/^(https?:[/][/]|#)/.test(value)) found.push(`${{name}}=${{value}}`);
    }}
  }}
  return found.map((text) => text.slice(0, 200));
}})()"""


def assert_inert(browser: Chromium) -> None:
    """No text that the page shows has run, loaded something, become an element or an address that runs."""
    found = [*browser.evaluate(_CAUGHT), *browser.requests(), *browser.complaints()]
    assert not found, found
