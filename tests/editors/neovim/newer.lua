-- Functions of newer versions of Neovim, of which the configurations on the page use these and no others.
vim.fs = vim.fs or {
  dirname = function(file) return vim.fn.fnamemodify(file, ':p:h') end,
  find = function(names, options)
    assert(options.upward and options.path)
    local folder = vim.fn.fnamemodify(options.path, ':p'):gsub('/$', '')
    while folder ~= '' do
      for _, name in ipairs(names) do
        if vim.fn.filereadable(folder .. '/' .. name) == 1 then return { folder .. '/' .. name } end
      end
      folder = folder:match('^(.*)/[^/]*$') or ''
    end
    return {}
  end,
}
vim.fs.root = vim.fs.root or function(buffer, names)
  local found = vim.fs.find(names, { upward = true, path = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':p:h') })[1]
  return found and vim.fs.dirname(found)
end
local running = {} -- by name and folder
vim.lsp.start = vim.lsp.start or function(config)
  local key = config.name .. '\n' .. config.root_dir
  running[key] = running[key] or vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(0, running[key])
end
if not vim.lsp.enable then
  local configs = {}
  vim.lsp.config = function(name, config) configs[name] = config end
  vim.lsp.enable = function(name)
    local config = assert(configs[name])
    vim.api.nvim_create_autocmd('FileType', {
      pattern = config.filetypes,
      callback = function(event)
        config.root_dir(event.buf, function(root)
          vim.lsp.start({ name = name, cmd = config.cmd, root_dir = root, capabilities = config.capabilities, settings = config.settings })
        end)
      end,
    })
  end
end
