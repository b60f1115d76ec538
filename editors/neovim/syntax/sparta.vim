" Colours for where neither the language server nor a tree-sitter parser gives any.
if exists('b:current_syntax')
  finish
endif

syn iskeyword @,48-57,_

" A declaration word counts at the start of a line only, before a name, a type or a text.
syn match spartaDeclaration /^\s*\zs\%(stack\|import\|param\|setting\|let\|type\|fn\|resource\|existing\|custom\|component\|extend\|event\|output\|environment\|test\)\ze\s\+[[:alpha:]_"{]/
syn match spartaDeclaration /^\s*\zs\%(lambda\|api\|site\|pipeline\)\ze\s\+[[:alpha:]_]/
syn match spartaDeclaration /^\s\+\zs\%(grant\|allow\|metric\|attribute\|property\|set\|check\|assert\)\ze\s\+[^[:space:]:]/
syn keyword spartaKeyword if else for in match
syn keyword spartaConstant true false null
syn match spartaType /\<[A-Z][A-Za-z0-9]*\%(::[A-Z][A-Za-z0-9]*\)*\>/
" A name before a `:` is a field, whatever word it is.
syn match spartaField /\<[A-Za-z_][A-Za-z0-9_]*\ze?\?:\%([^:]\|$\)/
syn match spartaField /[.]\@1<=[A-Za-z_][A-Za-z0-9_]*/
syn match spartaAnnotation /@[A-Za-z]\+/
syn match spartaNumber /\<\d[0-9_]*\%(\.\d[0-9_]*\)\?\%(ms\|s\|min\|h\|d\|KB\|MB\|GB\)\?\>/

syn match spartaEscape /\\\%(u{\x\+}\|.\)/ contained
syn region spartaInterpolation matchgroup=spartaDelimiter start=/\${/ end=/}/ contained contains=TOP
syn region spartaString start=/"/ end=/"/ end=/$/ contains=spartaEscape,spartaInterpolation
syn region spartaString start=/"""/ end=/"""/ contains=spartaInterpolation
syn region spartaString start=/\<r"/ end=/"/
syn region spartaString start=/\<r\z(#\+\)"/ end=/"\z1/

syn region spartaComment start=/\/\*/ end=/\*\// contains=spartaComment,@Spell
syn match spartaComment /\/\/.*/ contains=@Spell
syn match spartaDocumentation /\/\/\/.*/ contains=@Spell

hi def link spartaDeclaration Keyword
hi def link spartaKeyword Keyword
hi def link spartaConstant Constant
hi def link spartaType Type
hi def link spartaField Identifier
hi def link spartaAnnotation PreProc
hi def link spartaNumber Number
hi def link spartaString String
hi def link spartaEscape SpecialChar
hi def link spartaDelimiter Delimiter
hi def link spartaComment Comment
hi def link spartaDocumentation SpecialComment

syn sync minlines=200
let b:current_syntax = 'sparta'
