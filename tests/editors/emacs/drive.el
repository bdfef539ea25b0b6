;;; Uses ecac in Emacs and prints what it sees, a line of JSON for each answer. Loaded behind the configuration of the page.  -*- lexical-binding: t -*-
(require 'json)
(require 'seq)
(require 'flymake)
(setq eglot-sync-connect 10
      eglot-confirm-server-initiated-edits nil
      flymake-no-changes-timeout 0.1
      make-backup-files nil
      auto-save-default nil
      create-lockfiles nil
      enable-local-variables nil)

(defun drive-tell (name value)
  (princ (format "%s\n" (json-encode (list (cons name value))))))

(defun drive-wait (holds)
  "Waits until the function HOLDS gives a value, which is returned, or nil after ten seconds."
  (let ((end (+ (float-time) 10)) value)
    (while (and (not (setq value (funcall holds))) (< (float-time) end))
      (accept-process-output nil 0.05))
    value))

(defun drive-open (file)
  (switch-to-buffer (find-file-noselect (concat (getenv "ECAC_FOLDER") "/force-app/main/default/" file)))
  ;; Without a person there are no commands behind which eglot would start.
  (run-hooks 'post-command-hook)
  (unless (drive-wait #'eglot-current-server) (error "No server for %s" file))
  (flymake-start))

(defun drive-at (text &optional within)
  (goto-char (point-min))
  (when within (search-forward within))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun drive-send ()
  "Sends what was changed. Otherwise that waits until Emacs is idle, which it never is without a person."
  (eglot--signal-textDocument/didChange))

(defun drive-findings ()
  (delq nil (mapcar #'flymake-diagnostic-text (flymake-diagnostics))))

(defun drive-ask (method &rest more)
  (jsonrpc-request (eglot-current-server) method (append (eglot--TextDocumentPositionParams) more)))

(defun drive ()
  (drive-open "extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml")
  (drive-tell "mode" (symbol-name major-mode))
  (drive-wait (lambda () (flymake-start) (drive-findings)))
  (drive-tell "findings" (vconcat (drive-findings)))
  (drive-at "refresh_token")
  (let* ((actions (eglot-code-actions (point) (+ (point) 5) nil))
         (plain (mapcar (lambda (each) (if (stringp (car-safe each)) (cdr each) each)) actions))
         (fix (seq-find (lambda (each) (string-match-p "RefreshToken" (plist-get each :title))) plain)))
    (drive-tell "actions" (vconcat (mapcar (lambda (each) (plist-get each :title)) plain)))
    (eglot--apply-workspace-edit (plist-get fix :edit)))
  (drive-send)
  (drive-tell "fixed" (buffer-substring-no-properties (line-beginning-position) (line-end-position)))
  (drive-tell "clean" (if (drive-wait (lambda () (flymake-start) (null (drive-findings)))) t :json-false))
  (drive-at "</commaSeparatedOauthScopes>")
  (insert ", ")
  (drive-send)
  (let* ((answer (drive-ask :textDocument/completion))
         (items (if (vectorp answer) answer (plist-get answer :items))))
    (drive-tell "completions" (vconcat (mapcar (lambda (each) (plist-get each :label)) items))))
  (set-buffer-modified-p nil)
  (revert-buffer t t)

  (drive-open "extlClntAppOauthPolicies/Portal_oauthPlcy.ecaOauthPlcy-meta.xml")
  (drive-at "30" "<refreshTokenValidityPeriod>")
  (drive-tell "hover" (let ((contents (plist-get (drive-ask :textDocument/hover) :contents)))
                        (if (stringp contents) contents (or (plist-get contents :value) (format "%S" contents)))))
  (drive-at "Portal" "<externalClientApplication>")
  (drive-tell "references" (length (drive-ask :textDocument/references :context '(:includeDeclaration t))))
  (drive-at "Portal" "<externalClientApplication>")
  (cl-letf (((symbol-function 'y-or-n-p) (lambda (&rest _) t)))
    (condition-case failure
        (progn (eglot-rename "Portal_Web") (drive-tell "renamed" t))
      (error (drive-tell "refused" (error-message-string failure)))))
  (save-some-buffers t)

  (drive-open "extlClntAppOauthSettings/Portal_Kiosk_oauth.ecaOauth-meta.xml")
  (ecac-show "app" "Portal_Kiosk")
  (with-current-buffer "*ecac app Portal_Kiosk*"
    (drive-tell "page" (buffer-substring-no-properties (point-min) (min (point-max) 200))))
  (drive-tell "servers" (length (apply #'append (hash-table-values eglot--servers-by-project)))))

(condition-case failure
    (drive)
  (error (drive-tell "failure" (error-message-string failure))))
(ignore-errors (eglot-shutdown-all))
(kill-emacs 0)
