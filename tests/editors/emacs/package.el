;;; package.el --- Checks of the mode that need no server  -*- lexical-binding: t; -*-

;;; Commentary:

;; Each check says what is wrong, and nothing if nothing is.

;;; Code:

(require 'cl-lib)
(require 'bytecomp)
(require 'checkdoc)

(defvar mode-file (pop command-line-args-left)
  "The file of the mode.")

(load mode-file nil t)

(defun check-compilation ()
  "Compile the mode; what the compiler says is printed."
  (let* ((byte-compile-error-on-warn t)
         (compiled (make-temp-file "sparta" nil ".elc"))
         (byte-compile-dest-file-function (lambda (_) compiled))
         (is-compiled (byte-compile-file mode-file)))
    (delete-file compiled)
    (unless is-compiled (kill-emacs 1))))

(defun check-documentation ()
  "Check what the mode says of itself."
  (checkdoc-file mode-file))

(defun check-indentation ()
  "Indent programs that have the formatter's form."
  (dolist (path (split-string (getenv "PROGRAMS") "\n"))
    (with-temp-buffer
      (insert-file-contents path)
      (sparta-mode)
      (let ((wanted (split-string (buffer-string) "\n"))
            (inhibit-message t))
        (cl-letf (((symbol-function 'make-progress-reporter) #'ignore))
          (indent-region (point-min) (point-max)))
        (cl-mapc (lambda (want got)
                   (unless (equal want got) (princ (format "%s: %s\n" path got))))
                 wanted (split-string (buffer-string) "\n"))))))

(defun check-words ()
  "Look for declaration words that are not coloured as such."
  (with-temp-buffer
    (let ((words (split-string (getenv "WORDS"))))
      (insert (mapconcat (lambda (word) (concat word " name")) words "\n"))
      (sparta-mode)
      (font-lock-ensure)
      (goto-char (point-min))
      (dolist (word words)
        (unless (eq (get-text-property (point) 'face) 'font-lock-keyword-face)
          (princ (format "%s is not coloured\n" word)))
        (forward-line))
      (unless (> (length words) 15)
        (princ "there are hardly any words\n")))))

(provide 'package)

;;; package.el ends here
