-- Uses ecac in Neovim and prints what it sees, a line of JSON for each answer. Loaded behind the configuration of the page.
local folder = vim.env.ECAC_FOLDER

local function tell(name, value) io.stdout:write(vim.json.encode({ [name] = value }) .. '\n') end

local function find(text, within)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local at = line:find(text, 1, true)
    if at and (not within or line:find(within, 1, true)) then return { number, at - 1 } end
  end
  error('the buffer has no ' .. text)
end

local function ask(method, params)
  local answers, failure = vim.lsp.buf_request_sync(0, method, params, 10000)
  if not answers then error(method .. ': ' .. tostring(failure)) end
  for _, answer in pairs(answers) do
    if answer.err or answer.error then return { error = answer.err or answer.error } end
    return answer.result
  end
end

local function attached()
  return vim.wait(10000, function()
    for _, client in pairs(vim.lsp.buf_get_clients(0)) do return client.initialized and true end
  end, 20)
end

local function client() return select(2, next(vim.lsp.buf_get_clients(0))) end

local function codes()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do table.insert(found, each.code or (each.user_data and each.user_data.lsp and each.user_data.lsp.code)) end
  return found
end

local function open(file)
  vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/force-app/main/default/' .. file))
  if not attached() then error('no client for ' .. file) end
end

local function at(place)
  vim.api.nvim_win_set_cursor(0, place)
  return vim.lsp.util.make_position_params()
end

local function drive()
  open('extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml')
  tell('filetype', vim.bo.filetype)
  vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end, 20)
  tell('findings', codes())

  local place = find('refresh_token')
  at(place)
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0) }
  local actions = ask('textDocument/codeAction', params)
  local titles, fix = {}, nil
  for _, each in ipairs(actions) do
    table.insert(titles, each.title)
    if each.title:find('RefreshToken', 1, true) and not fix then fix = each end
  end
  tell('actions', titles)
  if fix and not fix.edit then fix = ask('codeAction/resolve', fix) end
  vim.lsp.util.apply_workspace_edit(fix.edit, client().offset_encoding)
  tell('fixed', vim.api.nvim_buf_get_lines(0, place[1] - 1, place[1], false)[1])
  tell('left', vim.wait(10000, function() return #vim.diagnostic.get(0) == 0 end, 20) and 0 or #vim.diagnostic.get(0))

  vim.api.nvim_buf_set_text(0, place[1] - 1, place[2] + #'RefreshToken', place[1] - 1, place[2] + #'RefreshToken', { ', ' })
  local completion = ask('textDocument/completion', at({ place[1], place[2] + #'RefreshToken, ' }))
  local labels = {}
  for _, each in ipairs(completion.items or completion) do table.insert(labels, each.label) end
  tell('completions', labels)
  vim.cmd('edit!')

  open('extlClntAppOauthPolicies/Portal_oauthPlcy.ecaOauthPlcy-meta.xml')
  local hover = ask('textDocument/hover', at(find('30', 'refreshTokenValidityPeriod')))
  tell('hover', hover and table.concat(vim.lsp.util.convert_input_to_markdown_lines(hover.contents), '\n') or '')

  local before = find('Portal', 'externalClientApplication')
  local definition = ask('textDocument/definition', at(before))
  tell('definition', definition and ((definition[1] or definition).uri or (definition[1] or definition).targetUri) or '')
  local references = at(before)
  references.context = { includeDeclaration = true }
  tell('references', #(ask('textDocument/references', references) or {}))
  local rename = at(before)
  rename.newName = 'Portal_Web'
  local edit = ask('textDocument/rename', rename)
  tell('rename', edit)
  if edit and not edit.error then
    vim.lsp.util.apply_workspace_edit(edit, client().offset_encoding)
    vim.cmd('silent wall')
  end

  if vim.fn.exists(':Ecac') == 2 then
    open('extlClntAppOauthSettings/Portal_Kiosk_oauth.ecaOauth-meta.xml')
    vim.cmd('Ecac app Portal_Kiosk')
    vim.wait(10000, function() return vim.bo.buftype == 'nofile' end, 20)
    tell('page', table.concat(vim.api.nvim_buf_get_lines(0, 0, 3, false), '\n'))
  end
end

vim.api.nvim_create_autocmd('VimEnter', {
  callback = function()
    vim.schedule(function()
      local good, failure = pcall(drive)
      if not good then tell('failure', tostring(failure)) end
      local clients = vim.lsp.get_active_clients()
      tell('clients', #clients)
      vim.lsp.stop_client(clients)
      tell('stopped', vim.wait(5000, function() return #vim.lsp.get_active_clients() == 0 end, 20))
      vim.cmd('qall!')
    end)
  end,
})
