;;; sparta-mode.el --- Major mode for Sparta, a language for CloudFormation stacks  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; Keywords: languages
;; URL: https://github.com/mweagle/Sparta
;; SPDX-License-Identifier: Apache-2.0 OR MIT

;;; Commentary:

;; Colours, comments and indentation of files that end in `.sparta', and what
;; the language server `spartac lsp' can show beside what Eglot asks every
;; server: a program expanded, its template, its graph, the page of a finding.
;;
;;     (require 'sparta-mode)
;;     (add-hook 'sparta-mode-hook #'eglot-ensure)
;;
;; Eglot is a part of Emacs 29; for Emacs 28 it is a package.

;;; Code:

(require 'subr-x)

(defgroup sparta nil
  "Sparta, a language for CloudFormation stacks."
  :group 'languages)

(defcustom sparta-server-command '("spartac" "lsp")
  "The program that serves the language, and its arguments."
  :type '(repeat string))

(defcustom sparta-indent-offset 2
  "How many columns a line in a bracket is right of the bracket's line."
  :type 'natnum
  :safe #'natnump)

;;;; Colours

(defconst sparta--declarations
  '("stack" "import" "param" "setting" "let" "type" "fn" "resource" "existing"
    "custom" "component" "extend" "event" "output" "environment" "test"
    "lambda" "api" "site" "pipeline")
  "The words that declarations begin with.")

(defconst sparta--members
  '("grant" "allow" "metric" "attribute" "property" "set" "check" "assert")
  "The words that members of a type and of a test begin with.")

(defconst sparta-font-lock-keywords
  `((,(concat "^[ \t]*" (regexp-opt sparta--declarations t)
              "[ \t]+[[:alpha:]_\"{]")
     1 font-lock-keyword-face)
    (,(concat "^[ \t]+" (regexp-opt sparta--members t) "[ \t]+[^ \t\n:]")
     1 font-lock-keyword-face)
    ("@[[:alpha:]]+" . font-lock-preprocessor-face)
    ;; A name before a `:' is a field, whatever word it is.
    ("\\_<\\([[:alpha:]_][[:alnum:]_]*\\)\\??:\\(?:[^:]\\|$\\)"
     1 font-lock-variable-name-face)
    ("\\_<[A-Z][[:alnum:]]*\\(?:::[A-Z][[:alnum:]]*\\)*\\_>"
     . font-lock-type-face)
    ("[^.[:alnum:]_]\\(if\\|else\\|for\\|in\\|match\\)\\_>"
     1 font-lock-keyword-face)
    ("\\_<\\(?:true\\|false\\|null\\)\\_>" . font-lock-constant-face)
    ("\\_<[0-9][0-9_]*\\(?:\\.[0-9_]+\\)?\\(?:ms\\|s\\|min\\|h\\|d\\|KB\\|MB\\|GB\\)?\\_>"
     . font-lock-constant-face))
  "What is coloured, beside strings and comments.")

;;;; Strings and comments

(defvar sparta-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 124b" table)
    (modify-syntax-entry ?* ". 23n" table)
    (modify-syntax-entry ?\n "> b" table)
    (modify-syntax-entry ?_ "_" table)
    ;; What is a string is said by `sparta--propertize'.
    (dolist (sign '(?\" ?\\ ?' ?$ ?% ?& ?+ ?- ?< ?= ?> ?|))
      (modify-syntax-entry sign "." table))
    table)
  "What the characters of a program are.")

(defun sparta--goto-string-end ()
  "Move from the first quote of a string behind its last one.
What is interpolated may hold strings of its own.  A string on one
line ends with it."
  (let* ((is-block (looking-at-p "\"\"\""))
         (quotes (if is-block "\"\"\"" (string (char-after))))
         (signs (concat (regexp-quote quotes)
                        (if is-block "" "\\|\\\\.\\|\n")
                        (if (equal quotes "'") "" "\\|\\${")))
         (is-open t))
    (forward-char (length quotes))
    (while (and is-open (re-search-forward signs nil 'move))
      (pcase (match-string 0)
        ("${" (sparta--goto-interpolation-end is-block))
        ("\n" (backward-char) (setq is-open nil))
        ((pred (equal quotes)) (setq is-open nil))))))

(defun sparta--goto-interpolation-end (is-block)
  "Move from behind the `${' of an interpolation behind its brace.
IS-BLOCK says that it may have several lines."
  (let ((depth 1))
    (while (and (> depth 0)
                (re-search-forward (if is-block "[{}\"]" "[{}\"\n]") nil 'move))
      (pcase (char-before)
        (?{ (setq depth (1+ depth)))
        (?} (setq depth (1- depth)))
        (?\" (backward-char) (sparta--goto-string-end))
        (_ (backward-char) (setq depth 0))))))

(defun sparta--goto-raw-string-end ()
  "Move from the r of a raw string behind its end."
  (looking-at "r\\(#*\\)\"")
  (goto-char (match-end 0))
  (search-forward (concat "\"" (match-string 1)) nil 'move))

(defun sparta--fence (position)
  "Let a string begin or end at POSITION."
  (put-text-property position (1+ position) 'syntax-table '(15)))

(defun sparta--propertize (start end)
  "Say what is a string between START and END."
  (goto-char (or (nth 8 (syntax-ppss start)) start))
  (while (and (< (point) end)
              (re-search-forward "//\\|/\\*\\|\\_<r#*\"\\|[\"']" end t))
    (let ((from (match-beginning 0)))
      (goto-char from)
      (if (eq (char-after) ?/)
          (unless (forward-comment 1) (goto-char (max end (point))))
        (if (eq (char-after) ?r)
            (sparta--goto-raw-string-end)
          (sparta--goto-string-end))
        (when (> (1- (point)) from)
          (sparta--fence from)
          (sparta--fence (1- (point))))))))

;;;; Indentation

(defun sparta--goes-on-p ()
  "Whether the next line continues the code before point."
  ;; A `>' after a name ends a type.
  (looking-back "[=+*/%<?-]\\|[ =]>\\|&&\\|||" (max (point-min) (- (point) 2))))

(defun sparta--continues-p ()
  "Whether the line at point continues the one before."
  (looking-at-p "else\\_>[^:]\\|\\??\\.[[:alpha:]_]\\|\\?\\?\\|&&\\||"))

(defun sparta--groups-p (bracket)
  "Whether BRACKET, a position, is a parenthesis that is no call."
  (save-excursion
    (goto-char bracket)
    (and (eq (char-after) ?\()
         (progn (skip-chars-backward " \t")
                (not (memq (char-syntax (or (char-before) ?\s)) '(?w ?_ ?\))))))))

(defun sparta--indentation ()
  "How far the line at point is to be indented; nil inside a string."
  (save-excursion
    (back-to-indentation)
    (let* ((state (syntax-ppss))
           (bracket (nth 1 state))
           (closes (looking-at-p "[]})]"))
           (extra (if (or (sparta--continues-p)
                          (save-excursion
                            (forward-comment (- (point)))
                            (sparta--goes-on-p)))
                      sparta-indent-offset
                    0)))
      (cond
       ((nth 8 state) nil)
       ((null bracket) extra)
       (t (when (sparta--groups-p bracket) (setq extra 0))
          (goto-char bracket)
          (+ (current-indentation)
             (if closes 0 (+ sparta-indent-offset extra))))))))

(defun sparta-indent-line ()
  "Indent the line as the formatter does."
  (interactive)
  (let ((column (sparta--indentation)))
    (if (null column)
        'noindent
      (if (<= (current-column) (current-indentation))
          (indent-line-to column)
        (save-excursion (indent-line-to column))))))

;;;; The language server

(defvar eglot-server-programs)
(declare-function eglot-current-server "ext:eglot" ())
(declare-function eglot--pos-to-lsp-position "ext:eglot" (&optional pos))
(declare-function eglot--TextDocumentIdentifier "ext:eglot" ())
(declare-function jsonrpc-request "jsonrpc"
                  (connection method params &rest rest))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               (cons 'sparta-mode (lambda (&rest _) sparta-server-command))))

(defun sparta--ask (command &rest further)
  "Ask the server for the answer to COMMAND at point.
FURTHER are properties of what is asked for."
  (let ((server (or (and (fboundp 'eglot-current-server) (eglot-current-server))
                    (user-error "The language server is not running here")))
        (request (append (list :uri (plist-get (eglot--TextDocumentIdentifier) :uri)
                               :position (eglot--pos-to-lsp-position))
                         further)))
    (jsonrpc-request server :workspace/executeCommand
                     (list :command command :arguments (vector request)))))

(defun sparta--environment ()
  "With a prefix argument, the environment that the user names."
  (when current-prefix-arg
    (let ((name (completing-read "Environment: " (sparta--environments))))
      (unless (string-empty-p name) (list :environment name)))))

(defun sparta--environments ()
  "The environments of the program."
  (save-excursion
    (goto-char (point-min))
    (let (names)
      (while (re-search-forward "^environment[ \t]+\\([[:alnum:]_]+\\)" nil t)
        (push (match-string-no-properties 1) names))
      (nreverse names))))

(defun sparta--show (name answer)
  "Show the text of ANSWER in a buffer called NAME."
  (with-current-buffer (get-buffer-create name)
    (let ((inhibit-read-only t))
      (erase-buffer)
      (insert (plist-get answer :text)))
    (goto-char (point-min))
    ;; Its own hooks are for programs: no server is started for what is shown.
    (let ((mode (intern (concat (plist-get answer :language) "-mode"))))
      (if (fboundp mode) (delay-mode-hooks (funcall mode)) (text-mode)))
    (view-mode)
    (display-buffer (current-buffer))))

(defun sparta-expand (environment)
  "Show as plain resources the declaration at point, or else the program.
With a prefix argument, ask for the ENVIRONMENT."
  (interactive (list (sparta--environment)))
  (sparta--show "*sparta expanded*"
                (apply #'sparta--ask "sparta.expand" environment)))

(defun sparta-emit (environment)
  "Show the template of the program.
With a prefix argument, ask for the ENVIRONMENT."
  (interactive (list (sparta--environment)))
  (sparta--show "*sparta template*"
                (apply #'sparta--ask "sparta.emit" :format "yaml" environment)))

(defun sparta-graph (environment)
  "Show in the browser what is connected with what.
With a prefix argument, ask for the ENVIRONMENT."
  (interactive (list (sparta--environment)))
  (let ((file (make-temp-file "sparta" nil ".html"))
        (answer (apply #'sparta--ask "sparta.graph" environment)))
    (with-temp-file file (insert (plist-get answer :html)))
    (browse-url-of-file file)))

(defun sparta-explain ()
  "Show the page of the finding at point."
  (interactive)
  (sparta--show "*sparta explained*" (sparta--ask "sparta.explain")))

;;;; The mode

(defvar sparta-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "C-c C-x") #'sparta-expand)
    (define-key map (kbd "C-c C-t") #'sparta-emit)
    (define-key map (kbd "C-c C-g") #'sparta-graph)
    (define-key map (kbd "C-c C-e") #'sparta-explain)
    map)
  "The keys of `sparta-mode'.")

;;;###autoload
(define-derived-mode sparta-mode prog-mode "Sparta"
  "Major mode for Sparta, a language for CloudFormation stacks."
  (setq-local font-lock-defaults '(sparta-font-lock-keywords))
  (setq-local syntax-propertize-function #'sparta--propertize)
  (setq-local parse-sexp-lookup-properties t)
  (setq-local comment-start "// ")
  (setq-local comment-start-skip "\\(?://+\\|/\\*+\\)[ \t]*")
  (setq-local comment-end "")
  (setq-local indent-line-function #'sparta-indent-line)
  (setq-local electric-indent-chars
              (append "{}[]()" electric-indent-chars))
  (setq-local indent-tabs-mode nil))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.sparta\\'" . sparta-mode))

(provide 'sparta-mode)

;;; sparta-mode.el ends here
