"""What `kata --install-completion` tells a shell: to complete `uv run kata` too.

Under uv nobody has `kata` itself on the path, and it is uv that the shell completes.
So for uv these scripts look for `run … kata` first; all else is left to uv's own
completion, where there is one. In other shells it is `kata` alone, as Typer has it:
fish loads a script by the name of the command, and PowerShell has one for each.
"""

# Typer has no public name for its scripts; a test pins this one.
from typer._completion_shared import _completion_scripts

_BASH = r"""
_kata_completion() {
    local at=0 IFS=$'\n'
    if [[ ${1##*/} == uv ]]; then
        for (( at = 2; at < COMP_CWORD; at++ )); do
            [[ ${COMP_WORDS[at]} == kata ]] && break
        done
        if [[ ${COMP_WORDS[1]} != run ]] || (( at >= COMP_CWORD )); then
            unset IFS
            _kata_leave_to_uv "$@"
            return
        fi
    fi
    COMPREPLY=( $( env COMP_WORDS="${COMP_WORDS[*]:at}" \
                   COMP_CWORD=$(( COMP_CWORD - at )) \
                   %(autocomplete_var)s=complete_bash "${COMP_WORDS[@]:0:at+1}" \
                   2>/dev/null ) )
}

_kata_leave_to_uv() {
    if ! declare -F _uv >/dev/null; then
        # bash-completion may find it, and would put it in our place.
        { _comp_load uv || __load_completion uv; } 2>/dev/null
        complete -o bashdefault -o default -F _kata_completion uv
    fi
    declare -F _uv >/dev/null && _uv "$@"
}

complete -o default -F _kata_completion kata
complete -o bashdefault -o default -F _kata_completion uv
"""

# With `-p` it is asked before uv's own completion, which goes on where it fails.
_ZSH = r"""
#compdef kata -p uv

_kata_completion() {
  local at=1
  if [[ ${words[1]:t} == uv ]]; then
    at=${words[(i)kata]}
    [[ $words[2] == run ]] && (( at < CURRENT )) || return 1
    _compskip=all
  fi
  local typed=(${words[1,at]})
  words=("${(@)words[at,-1]}")
  (( CURRENT -= at - 1 ))
  eval $(env _TYPER_COMPLETE_ARGS="${words[1,CURRENT]}" \
         %(autocomplete_var)s=complete_zsh $typed 2>/dev/null)
}

if [[ $funcstack[1] == _kata ]]; then
  _kata_completion "$@"
else
  compdef _kata_completion kata -p uv
fi
"""


def cover_uv() -> None:
    """Let Typer's scripts complete `uv run kata` as they complete `kata`."""
    _completion_scripts["bash"] = _BASH
    _completion_scripts["zsh"] = _ZSH
