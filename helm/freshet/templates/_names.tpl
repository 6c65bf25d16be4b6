{{/* Names and labels. */}}
{{- define "freshet.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "freshet.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "freshet.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "freshet.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "freshet.bridge.name" -}}{{ include "freshet.fullname" . }}-bridge{{- end -}}
{{- define "freshet.ingest.name" -}}{{ include "freshet.fullname" . }}-ingest{{- end -}}
{{- define "freshet.offline.name" -}}{{ include "freshet.fullname" . }}-offline{{- end -}}

{{- define "freshet.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: freshet
{{- end -}}

{{- define "freshet.bridge.selector" -}}
app.kubernetes.io/name: freshet-bridge
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "freshet.ingest.selector" -}}
app.kubernetes.io/name: freshet-ingest
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "freshet.offline.selector" -}}
app.kubernetes.io/name: freshet-offline
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "freshet.offline.serviceAccount" -}}
{{- $account := .Values.offline.serviceAccount -}}
{{- default (ternary (include "freshet.offline.name" .) "default" $account.create) $account.name -}}
{{- end -}}

{{- define "freshet.bridge.serviceAccount" -}}
{{- $account := .Values.bridge.serviceAccount -}}
{{- default (ternary (include "freshet.bridge.name" .) "default" $account.create) $account.name -}}
{{- end -}}

{{- define "freshet.ingest.serviceAccount" -}}
{{- $account := .Values.ingest.serviceAccount -}}
{{- default (ternary (include "freshet.ingest.name" .) "default" $account.create) $account.name -}}
{{- end -}}

{{- define "freshet.image" -}}
{{- $image := index . 1 -}}
{{ $image.repository }}:{{ default (index . 0).Chart.AppVersion $image.tag }}
{{- end -}}

{{/* What the programs' containers may do: nothing but run. */}}
{{- define "freshet.container.security" -}}
allowPrivilegeEscalation: false
capabilities: {drop: [ALL]}
readOnlyRootFilesystem: true
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{/* The seconds of a duration such as 500ms, 10s or 2m, rounded up. */}}
{{- define "freshet.seconds" -}}
{{- if hasSuffix "ms" . -}}{{ div (add (trimSuffix "ms" . | int) 999) 1000 }}
{{- else if hasSuffix "s" . -}}{{ trimSuffix "s" . | int }}
{{- else if hasSuffix "m" . -}}{{ mul (trimSuffix "m" . | int) 60 }}
{{- else -}}{{ fail (printf "%s: expected a duration such as 500ms, 10s or 2m" .) }}
{{- end -}}
{{- end -}}

{{- define "freshet.spread" -}}
{{- if index . 0 -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: {{ index . 0 }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- index . 1 | nindent 8 }}
{{- end -}}
{{- end -}}

{{/* Where a pod runs, as the program's values say. */}}
{{- define "freshet.placement" -}}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}
