vim.filetype.add({ extension = { sparta = "sparta" } })
