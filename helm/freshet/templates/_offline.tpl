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

{{- define "freshet.offline.env" -}}
- {name: FRESHET_LOG, value: {{ .Values.offline.logFormat }}}
- {name: JAVA_TOOL_OPTIONS, value: {{ .Values.offline.javaOptions | quote }}}
# A worker's own name: those that share leases need different ones.
- {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
{{- with .Values.offline.env }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "freshet.offline.mounts" -}}
- {name: config, mountPath: /etc/freshet/offline, readOnly: true}
- {name: schemas, mountPath: /etc/freshet/schemas, readOnly: true}
- {name: tmp, mountPath: /tmp}
{{- end -}}

{{- define "freshet.offline.volumes" -}}
- name: config
  configMap: {name: {{ include "freshet.offline.name" . }}}
- name: schemas
  configMap: {name: {{ include "freshet.offline.schemas" . }}}
- name: tmp
  emptyDir: {}
{{- end -}}
