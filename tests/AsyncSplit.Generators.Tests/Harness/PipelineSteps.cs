using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Tests.Harness;

/// <summary>What each step of the pipeline did in one run.</summary>
internal sealed class PipelineSteps(GeneratorRunResult result)
{
    /// <summary>The steps that the generator has named.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. typeof(TrackingNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    /// <summary>Whether the step has run at all.</summary>
    public bool Has(string name) => result.TrackedSteps.ContainsKey(name);

    /// <summary>Why a step has the values it has, one reason for each.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string name) => [.. Runs(name).SelectMany(step => step.Outputs).Select(output => output.Reason)];

    /// <summary>How many values of a step are new, changed or gone.</summary>
    public int Changes(string name) => Reasons(name).Count(IsChange);

    /// <summary>The values of all named steps.</summary>
    public IEnumerable<object> Values() => Names.SelectMany(Runs).SelectMany(step => step.Outputs).Select(output => output.Value);

    /// <summary>The files that this run has written anew, in ordinal order; all others were taken from the run before.</summary>
    public IReadOnlyList<string> WrittenFiles() =>
        [.. result.TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs).Where(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
            .SelectMany(output => FilesOf(output.Value)).Order(StringComparer.Ordinal)];

    public void AssertNothingIsNew()
    {
        foreach (var name in Names)
        {
            Assert.True(Changes(name) == 0, $"{name}: {string.Join(", ", Reasons(name))}");
        }

        Assert.Empty(WrittenFiles());
    }

    private static bool IsChange(IncrementalStepRunReason reason) => reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged);

    private IEnumerable<IncrementalGeneratorRunStep> Runs(string name) => result.TrackedSteps.TryGetValue(name, out var steps) ? steps : [];

    // The value of an output step is a tuple of the compiler's own: the files, and the diagnostics.
    private static IEnumerable<string> FilesOf(object value)
    {
        var files = (IEnumerable)value.GetType().GetField("Item1")!.GetValue(value)!;
        return files.Cast<object>().Select(file => (string)file.GetType().GetProperty("HintName")!.GetValue(file)!);
    }
}
