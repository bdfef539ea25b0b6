" Uses ecac in Vim and writes what it sees to the file $ECAC_TOLD, a line of JSON for each answer. Loaded behind the configuration of the page.
function! s:Tell(name, value) abort
  call writefile([json_encode({a:name: a:value})], $ECAC_TOLD, 'a')
endfunction

function! s:Wait(holds) abort
  let l:left = 200
  while l:left > 0 && !a:holds()
    sleep 50m
    let l:left -= 1
  endwhile
endfunction

function! s:Findings() abort
  return map(copy(ale#engine#GetLoclist(bufnr(''))), {_, each -> get(each, 'code', '') . ' ' . each.lnum . ':' . each.col . ' ' . each.text})
endfunction

function! s:Drive() abort
  execute 'edit' fnameescape($ECAC_FOLDER . '/force-app/main/default/extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml')
  call s:Tell('filetype', &filetype)
  ALELint
  call s:Wait({-> !empty(ale#engine#GetLoclist(bufnr('')))})
  call s:Tell('findings', s:Findings())
  call search('refresh_token')
  " As the menu of ALE does with what is offered first.
  function! Chosen(data, items) abort
    call s:Tell('actions', map(copy(a:items), {_, each -> each[1].title}))
    call ale#codefix#ApplyLSPCodeAction(a:data, a:items[0][1])
  endfunction
  let s:before = getline('.')
  call ale#codefix#Execute(0, function('Chosen'))
  call s:Wait({-> getline('.') isnot# s:before})
  call s:Tell('fixed', getline('.'))
  ALELint
  call s:Wait({-> empty(ale#engine#GetLoclist(bufnr('')))})
  call s:Tell('left', s:Findings())
endfunction

function! s:Main() abort
  try
    call s:Drive()
  catch
    call s:Tell('failure', v:exception . ' at ' . v:throwpoint)
  endtry
  qall!
endfunction
autocmd VimEnter * ++nested call s:Main()
