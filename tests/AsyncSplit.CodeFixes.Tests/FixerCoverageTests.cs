using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AsyncSplit.CodeFixes.Tests;

/// <summary>No fix without a test, for each rule that it fixes, and none that an editor does not find.</summary>
public sealed class FixerCoverageTests
{
    public static TheoryData<Type> Fixers => [.. typeof(NotPartialFixer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract).OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>Rules whose mending is a decision of the user's: a new one belongs here, or has a fix.</summary>
    private static readonly string[] s_withoutFix =
    [
        RuleIds.Signature, RuleIds.CannotBeSplit, RuleIds.SameWireName, RuleIds.ChainCallInLambda, RuleIds.DataLost, RuleIds.InstanceState, RuleIds.SharedObject, RuleIds.GrowingCollection, RuleIds.SequenceMaterialized,
    ];

    [Fact]
    public void EveryRuleHasAFixOrIsOneOfThoseWithout() => Assert.Equal(
        Descriptors.All.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal),
        typeof(NotPartialFixer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds).Distinct().Concat(s_withoutFix).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Fixers))]
    public void EachFixerIsExportedForCSharpUnderItsName(Type fixer)
    {
        var export = Assert.Single(fixer.GetCustomAttributes(inherit: false).OfType<ExportCodeFixProviderAttribute>());
        Assert.Equal(fixer.Name, export.Name);
        Assert.Equal([LanguageNames.CSharp], export.Languages);
    }

    [Theory]
    [MemberData(nameof(Fixers))]
    public void EachFixerIsTestedForEachRuleThatItFixes(Type fixer)
    {
        var tests = Repository.Read($"tests/AsyncSplit.CodeFixes.Tests/{fixer.Name}Tests.cs");
        Assert.All(((CodeFixProvider)Activator.CreateInstance(fixer)!).FixableDiagnosticIds, id =>
        {
            var name = typeof(RuleIds).GetFields().Single(field => (string)field.GetRawConstantValue()! == id).Name;
            Assert.Contains($"FixRun.Fixes<{fixer.Name}>({name},", tests.Replace("(\n            ", "(", StringComparison.Ordinal).Replace("(\n        ", "(", StringComparison.Ordinal), StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Fixers))]
    public void EachFixerThatFixesAllIsTestedForThat(Type fixer) =>
        Assert.Equal(
            ((CodeFixProvider)Activator.CreateInstance(fixer)!).GetFixAllProvider() is not null,
            Repository.Read($"tests/AsyncSplit.CodeFixes.Tests/{fixer.Name}Tests.cs").Contains($"FixRun.FixesAll<{fixer.Name}>(", StringComparison.Ordinal));
}
