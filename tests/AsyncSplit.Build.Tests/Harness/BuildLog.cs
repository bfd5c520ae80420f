using System.Collections;
using Microsoft.Build.Framework;

namespace AsyncSplit.Build.Tests.Harness;

/// <summary>The build that a task believes to run in: keeps its errors.</summary>
internal sealed class BuildLog : IBuildEngine
{
    /// <summary>Each as <c>file(line): message</c>.</summary>
    public List<string> Errors { get; } = [];

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "";

    public void LogErrorEvent(BuildErrorEventArgs error) => Errors.Add($"{error.File}({error.LineNumber}): {error.Message}");

    public void LogWarningEvent(BuildWarningEventArgs warning) => Errors.Add($"{warning.File}({warning.LineNumber}): {warning.Message}");

    public void LogMessageEvent(BuildMessageEventArgs message)
    {
    }

    public void LogCustomEvent(CustomBuildEventArgs custom)
    {
    }

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => throw new NotSupportedException();
}
