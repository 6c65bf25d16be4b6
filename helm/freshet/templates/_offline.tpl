{{/* offline.yaml: the values', with what the chart knows better. */}}
{{- define "freshet.offline.config" -}}
{{- if not .Values.offline.config.catalog -}}
{{- fail "offline.config.catalog: say which Iceberg catalog the tables are in" -}}
{{- end -}}
{{- $config := deepCopy .Values.offline.config -}}
{{- $worker := mergeOverwrite (deepCopy (default dict $config.worker)) (dict "name" "${env:POD_NAME}") -}}
{{- $_ := set $config "worker" $worker -}}
{{- $_ := set $config "schemas" (dict "directory" "/etc/freshet/schemas") -}}
{{- $_ := set $config "admin" (dict "port" 9405) -}}
{{- toYaml $config -}}
{{- end -}}

{{- define "freshet.offline.schemas" -}}
{{- default (include "freshet.ingest.schemas" .) .Values.offline.schemas.existingConfigMap -}}
{{- end -}}
