{{/* bridge.yaml: the values', with what the chart knows better. */}}
{{- define "freshet.bridge.config" -}}
{{- $config := deepCopy .Values.bridge.config -}}
{{- $_ := set $config "admin" (dict "host" "0.0.0.0" "port" 9404) -}}
{{- if eq .Values.bridge.kind "StatefulSet" -}}
{{- $kafka := deepCopy (default dict $config.kafka) -}}
{{- if not (hasKey $kafka "group.instance.id") -}}
{{- $_ := set $kafka "group.instance.id" "${env:POD_NAME}" -}}
{{- $_ := set $config "kafka" $kafka -}}
{{- end -}}
{{- end -}}
{{- toYaml $config -}}
{{- end -}}

{{- define "freshet.bridge.configMap" -}}
{{- default (include "freshet.bridge.name" .) .Values.bridge.existingConfigMap -}}
{{- end -}}

{{- define "freshet.bridge.secret" -}}
{{- default (include "freshet.bridge.name" .) .Values.bridge.apiKey.existingSecret -}}
{{- end -}}

{{- define "freshet.bridge.grace" -}}
{{- if .Values.bridge.terminationGracePeriodSeconds -}}
{{- .Values.bridge.terminationGracePeriodSeconds -}}
{{- else -}}
{{- $drain := dig "delivery" "drain_timeout" "10s" .Values.bridge.config -}}
{{- add (include "freshet.seconds" $drain | int) 20 -}}
{{- end -}}
{{- end -}}

{{/* The container, but for what a Deployment's and a sidecar's differ in. */}}
{{- define "freshet.bridge.container" -}}
{{- $bridge := .Values.bridge -}}
name: freshet-bridge
image: {{ include "freshet.image" (list . $bridge.image) }}
imagePullPolicy: {{ $bridge.image.pullPolicy }}
args: [run, --config, /etc/freshet/bridge/bridge.yaml]
env:
  - name: FRESHET_API_KEY
    valueFrom:
      secretKeyRef:
        name: {{ include "freshet.bridge.secret" . }}
        key: {{ $bridge.apiKey.secretKey }}
  - name: POD_NAME
    valueFrom: {fieldRef: {fieldPath: metadata.name}}
  - {name: FRESHET_LOG, value: {{ $bridge.logFormat }}}
  - {name: JAVA_TOOL_OPTIONS, value: {{ $bridge.javaOptions | quote }}}
  {{- with $bridge.env }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
ports:
  - {name: freshet-admin, containerPort: 9404}
livenessProbe:
  httpGet: {path: /healthz/live, port: freshet-admin}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
resources:
  {{- toYaml $bridge.resources | nindent 2 }}
securityContext:
  {{- include "freshet.container.security" . | nindent 2 }}
volumeMounts:
  - {name: freshet-bridge-config, mountPath: /etc/freshet/bridge, readOnly: true}
  - {name: freshet-bridge-tmp, mountPath: /tmp}
  {{- with $bridge.extraVolumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{/*
The bridge in the pods of another chart: a native sidecar, for their `initContainers`. No readiness probe, for its
readiness would be the pod's, and a halted bridge would take a broker out of its Service; no startup probe, for the broker
that it waits for starts after it.

  initContainers:
    {{- include "freshet.bridge.sidecar" .Subcharts.freshet | nindent 8 }}
  volumes:
    {{- include "freshet.bridge.sidecar.volumes" .Subcharts.freshet | nindent 8 }}
*/}}
{{- define "freshet.bridge.sidecar" -}}
- restartPolicy: Always
  {{- include "freshet.bridge.container" . | nindent 2 }}
{{- end -}}

{{- define "freshet.bridge.sidecar.volumes" -}}
- name: freshet-bridge-config
  configMap: {name: {{ include "freshet.bridge.configMap" . }}}
- name: freshet-bridge-tmp
  emptyDir: {}
{{- with .Values.bridge.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Rolls pods when bridge.yaml changes: it is read once. For the pods' annotations. */}}
{{- define "freshet.bridge.checksum" -}}
checksum/freshet-bridge: {{ include "freshet.bridge.config" . | sha256sum }}
{{- end -}}
