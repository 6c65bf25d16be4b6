{{/* ingest.yaml: the values', with what the chart knows better. */}}
{{- define "freshet.ingest.config" -}}
{{- $config := deepCopy .Values.ingest.config -}}
{{- $server := deepCopy (default dict $config.server) -}}
{{- $_ := set $server "port" 8080 -}}
{{- if .Values.ingest.tls.existingSecret -}}
{{- $tls := dict "certificate" "/etc/freshet/tls/tls.crt" "key" "/etc/freshet/tls/tls.key" -}}
{{- if .Values.ingest.tls.clientCa -}}
{{- $_ := set $tls "client_ca" "/etc/freshet/tls/ca.crt" -}}
{{- end -}}
{{- $_ := set $server "tls" $tls -}}
{{- end -}}
{{- $_ := set $config "server" $server -}}
{{- $_ := set $config "schemas" (mergeOverwrite (deepCopy (default dict $config.schemas)) (dict "directory" "/etc/freshet/schemas")) -}}
{{- $_ := set $config "auth" (mergeOverwrite (deepCopy (default dict $config.auth)) (dict "keys_file" "/etc/freshet/keys/keys.yaml")) -}}
{{- toYaml $config -}}
{{- end -}}

{{- define "freshet.ingest.schemas" -}}
{{- default (printf "%s-schemas" (include "freshet.ingest.name" .)) .Values.ingest.schemas.existingConfigMap -}}
{{- end -}}

{{- define "freshet.ingest.keys" -}}
{{- default (printf "%s-keys" (include "freshet.ingest.name" .)) .Values.ingest.keys.existingSecret -}}
{{- end -}}

{{- define "freshet.ingest.grace" -}}
{{- $ingest := .Values.ingest -}}
{{- if $ingest.terminationGracePeriodSeconds -}}
{{- $ingest.terminationGracePeriodSeconds -}}
{{- else -}}
{{- $notReady := include "freshet.seconds" (dig "server" "shutdown" "not_ready" "2s" $ingest.config) | int -}}
{{- $drain := include "freshet.seconds" (dig "server" "shutdown" "drain" "15s" $ingest.config) | int -}}
{{- add $ingest.preStopSeconds $notReady $drain 10 -}}
{{- end -}}
{{- end -}}

{{- define "freshet.ingest.scheme" -}}
{{- ternary "HTTPS" "HTTP" (not (empty .Values.ingest.tls.existingSecret)) -}}
{{- end -}}

{{- define "freshet.ingest.volumes" -}}
- name: config
  configMap: {name: {{ include "freshet.ingest.name" . }}}
- name: schemas
  configMap: {name: {{ include "freshet.ingest.schemas" . }}}
- name: keys
  secret: {secretName: {{ include "freshet.ingest.keys" . }}}
- name: tmp
  emptyDir: {}
{{- with .Values.ingest.tls.existingSecret }}
- name: tls
  secret: {secretName: {{ . }}}
{{- end }}
{{- end -}}

{{- define "freshet.ingest.mounts" -}}
- {name: config, mountPath: /etc/freshet/ingest, readOnly: true}
- {name: schemas, mountPath: /etc/freshet/schemas, readOnly: true}
- {name: keys, mountPath: /etc/freshet/keys, readOnly: true}
- {name: tmp, mountPath: /tmp}
{{- if .Values.ingest.tls.existingSecret }}
- {name: tls, mountPath: /etc/freshet/tls, readOnly: true}
{{- end }}
{{- end -}}
