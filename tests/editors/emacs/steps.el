;;; steps.el --- Does the steps of the scenario as a user of Emacs does  -*- lexical-binding: t; -*-

;;; Commentary:

;; The steps are in the file STEPS, and what there is to be seen is written to
;; the file SEEN, a line of JSON each.

;;; Code:

(require 'package)
(package-initialize)
(require 'cl-lib)
(require 'eglot)
(require 'imenu)
(require 'json)
(require 'xref)

(load (pop command-line-args-left) nil t)

(defconst steps-folder default-directory "The folder of the workspace.")

(defconst steps-wait 20 "How many seconds something may take.")

(setq sparta-server-command
      (append (json-parse-string (getenv "SERVER") :array-type 'list) nil))
(setq eglot-sync-connect steps-wait
      eglot-autoshutdown nil
      eglot-extend-to-xref t
      eglot-confirm-server-initiated-edits nil
      make-backup-files nil
      create-lockfiles nil
      xref-prompt-for-identifier nil
      completion-auto-help nil)

(defun steps-until (condition)
  "Wait until the function CONDITION gives something, and give it."
  (let ((end (+ (float-time) steps-wait)) value)
    (while (and (not (setq value (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.02))
    value))

(defun steps-open (file)
  "Go to FILE, which the server is told of."
  (switch-to-buffer (find-file-noselect (expand-file-name file steps-folder)))
  (unless (eglot-managed-p)
    (if (eglot-current-server)
        (eglot--maybe-activate-editing-mode)
      (apply #'eglot (eglot--guess-contact)))))

(defun steps-go (step)
  "Go to the file and the place of STEP."
  (steps-open (gethash "file" step))
  (goto-char (point-min))
  (let ((parts (steps-split (gethash "text" step))))
    (search-forward (apply #'concat parts))
    (backward-char (length (cadr parts)))))

(defun steps-split (text)
  "The parts of TEXT before and behind its cursor."
  (let ((at (string-match-p (regexp-quote "$0") text)))
    (list (substring text 0 at) (substring text (+ at 2)))))

(defun steps-here ()
  "The file, the line and the column that point is at."
  (vector (file-name-nondirectory (buffer-file-name))
          (line-number-at-pos)
          (- (point) (line-beginning-position))))

(defun steps-line ()
  "The line that point is on."
  (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

(defun steps-text ()
  "The text of the buffer."
  (buffer-substring-no-properties (point-min) (point-max)))

;;;; Findings

(defun steps-finding (diagnostic)
  "DIAGNOSTIC of Flymake as a list."
  (let* ((said (alist-get 'eglot-lsp-diag (flymake-diagnostic-data diagnostic)))
         (from (flymake-diagnostic-beg diagnostic)))
    (save-excursion
      (goto-char from)
      (let ((start (line-beginning-position)))
        (vector (line-number-at-pos)
                (- from start)
                (- (flymake-diagnostic-end diagnostic) start)
                (nth (plist-get said :severity) '("" "error" "warning" "info" "hint"))
                (plist-get said :code)
                (car (split-string (plist-get said :message) "\n")))))))

(defun steps-findings (step)
  "The findings of the buffer that STEP asks for."
  (let ((only (gethash "only" step))
        (all (mapcar #'steps-finding
                     (sort (flymake-diagnostics)
                           (lambda (one other)
                             (< (flymake-diagnostic-beg one) (flymake-diagnostic-beg other)))))))
    (vconcat (cl-remove-if-not
              (lambda (one) (or (null only) (cl-find (aref one 4) only :test #'equal)))
              all))))

(defun steps-settled (step)
  "The findings once they are what STEP expects, or do not become that."
  (steps-until (lambda ()
                 (flymake-start)
                 (equal (steps-findings step) (gethash "expected" step))))
  (steps-findings step))

;;;; The steps

(defun steps-do-diagnostics (step)
  "Look at the findings of the file of STEP."
  (steps-open (gethash "file" step))
  (steps-settled step))

(defun steps-do-hover (step)
  "Ask what is at the place of STEP."
  (steps-go step)
  (let (text)
    (eglot-hover-eldoc-function (lambda (said &rest _) (setq text said)))
    (substring-no-properties (or (steps-until (lambda () text)) ""))))

(defun steps-do-definition (step)
  "Go to what the place of STEP means."
  (steps-go step)
  (call-interactively #'xref-find-definitions)
  (steps-here))

(defun steps-do-references (step)
  "Find what names the same as the place of STEP."
  (steps-go step)
  (let ((found (xref-backend-references 'eglot (xref-backend-identifier-at-point 'eglot))))
    (sort (mapcar (lambda (one)
                    (let ((at (xref-item-location one)))
                      (vector (file-name-nondirectory (xref-location-group at))
                              (xref-location-line at)
                              (xref-file-location-column at))))
                  found)
          (lambda (one other)
            (or (string< (aref one 0) (aref other 0))
                (and (equal (aref one 0) (aref other 0)) (< (aref one 1) (aref other 1))))))))

(defun steps-do-highlights (step)
  "List where Eglot highlights what is at the place of STEP."
  (steps-go step)
  (setq eglot--highlights nil)
  (eglot-hover-eldoc-function #'ignore)
  (steps-until (lambda () eglot--highlights))
  (let (places)
    (dolist (overlay eglot--highlights)
      (save-excursion
        (goto-char (overlay-start overlay))
        (push (vector (line-number-at-pos) (- (point) (line-beginning-position))) places)))
    (sort places (lambda (one other) (< (aref one 0) (aref other 0))))))

(defun steps-do-signature (step)
  "Ask for the signature at the place of STEP."
  (steps-go step)
  (let (text)
    (eglot-signature-eldoc-function (lambda (said &rest _) (setq text said)))
    (substring-no-properties (or (steps-until (lambda () text)) ""))))

(defun steps-names (index)
  "The names of an INDEX of Imenu, however deep they are."
  (mapcan (lambda (entry)
            (if (listp (cdr entry)) (steps-names (cdr entry)) (list (car entry))))
          index))

(defun steps-do-symbols (step)
  "List the symbols of the file of STEP."
  (steps-open (gethash "file" step))
  (vconcat (steps-names (funcall imenu-create-index-function))))

(defun steps-do-find (step)
  "Look for what STEP asks for in all files."
  (vconcat
   (mapcar (lambda (one)
             (let ((at (xref-item-location one)))
               (vector (file-name-nondirectory (xref-location-group at))
                       (xref-location-line at)
                       (car (last (split-string (substring-no-properties (xref-item-summary one))))))))
           (xref-backend-apropos 'eglot (gethash "query" step)))))

(defun steps-do-complete (step)
  "List what may stand at the place of STEP."
  (steps-go step)
  (let ((found (eglot-completion-at-point)))
    (vconcat (mapcar #'substring-no-properties (all-completions "" (nth 2 found))))))

(defun steps-do-type (step)
  "Type at the place of STEP, and complete what was typed."
  (steps-go step)
  (insert (gethash "typed" step))
  (completion-at-point)
  (steps-line))

(defun steps-do-actions (step)
  "List what may be done at the place of STEP."
  (steps-go step)
  (vconcat (mapcar (lambda (action) (plist-get action :title))
                   (eglot-code-actions (point) (point)))))

(defun steps-do-act (step)
  "Do the action at the place of STEP that it names."
  (steps-go step)
  (let ((last-nonmenu-event ?x))
    (cl-letf (((symbol-function 'completing-read) (lambda (&rest _) (gethash "title" step))))
      (eglot-code-actions (point) (point) nil t)))
  (steps-line))

(defun steps-line-like (file wanted)
  "The line of FILE that is as WANTED, or else all of the text."
  (with-current-buffer (find-file-noselect (expand-file-name file steps-folder))
    (if (member wanted (split-string (steps-text) "\n")) wanted (steps-text))))

(defun steps-do-line (step)
  "Look for the line that STEP expects in its file."
  (steps-line-like (gethash "file" step) (gethash "expected" step)))

(defun steps-do-rename (step)
  "Rename what is at the place of STEP, and look for the lines that it expects."
  (steps-go step)
  (eglot-rename (gethash "to" step))
  (let ((seen (make-hash-table :test #'equal)))
    (maphash (lambda (file wanted)
               (puthash file (steps-line-like file wanted) seen))
             (gethash "expected" step))
    seen))

(defun steps-do-replace (step)
  "Change a word of the file of STEP, and look at the findings of another."
  (steps-go step)
  (beginning-of-line)
  (search-forward (gethash "old" step))
  (replace-match (gethash "new" step) t t)
  (steps-idle)
  (steps-open (gethash "then" step))
  (steps-settled step))

(defun steps-do-format (step)
  "Format the file of STEP."
  (steps-open (gethash "file" step))
  (eglot-format-buffer)
  (steps-text))

(defun steps-do-command (step)
  "Run a command of the mode at the place of STEP, and read the buffer that it shows."
  (steps-go step)
  (let (shown)
    (cl-letf (((symbol-function 'display-buffer) (lambda (buffer &rest _) (setq shown buffer))))
      (call-interactively (steps-command step)))
    (with-current-buffer shown (steps-text))))

(defun steps-do-browse (step)
  "Run a command that opens a page in the browser, and read the page."
  (steps-go step)
  (let (page)
    (cl-letf (((symbol-function 'browse-url-of-file) (lambda (file) (setq page file))))
      (call-interactively (steps-command step)))
    (with-temp-buffer
      (insert-file-contents page)
      (steps-text))))

(defun steps-command (step)
  "The command of the mode that STEP names."
  (intern (concat "sparta-" (gethash "command" step))))

(defun steps-idle ()
  "Tell the server of what was changed.
Emacs does it when it is idle, which it never is in a batch."
  (dolist (buffer (buffer-list))
    (with-current-buffer buffer
      (when (eglot-managed-p)
        (eglot--signal-textDocument/didChange)))))

(defun steps-do (step)
  "Do STEP and give what there is to be seen."
  (prog1
      (condition-case err
          (funcall (intern (concat "steps-do-" (gethash "do" step))) step)
        (error `((failed . ,(format "%S" err)))))
    (steps-idle)))

(let ((coding-system-for-write 'utf-8))
  (dolist (step (append (with-temp-buffer
                          (insert-file-contents (getenv "STEPS"))
                          (json-parse-buffer :null-object nil))
                        nil))
    (let ((seen (json-encode (steps-do step))))
      (write-region (concat seen "\n") nil (getenv "SEEN") t 'silent))))

(when (eglot-current-server)
  (eglot-shutdown (eglot-current-server)))
(dolist (buffer (buffer-list))
  (with-current-buffer buffer (set-buffer-modified-p nil)))
(kill-emacs 0)

;;; steps.el ends here
