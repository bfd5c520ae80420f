using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Splitting.Forks;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>The types of what comes from outside: of callbacks and signals.</summary>
internal static class ValueTypes
{
    /// <summary>What the type is called in tokens and captured state.</summary>
    public static string NameOf(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);

    /// <summary>Those of a handler, each once. A type that cannot cross is a problem.</summary>
    public static EquatableArray<ValueModel> Of(IEnumerable<ForkAnalysis> forks, CodecSet codecs) =>
        forks.SelectMany(fork => fork.Outside).Where(call => call.Value.TypeArguments.Length == 1)
            .Select(call => new ValueModel(
                NameOf(call.Value.TypeArguments[0]),
                codecs.Resolve(NotNull(call.Value.TypeArguments[0]), RuleIds.ResultNotSerializable, call.Key.GetLocation(), $"the value of '{StateBuilder.Short(call.Key.Expression.ToString())}'").Expression ?? ""))
            .Distinct().OrderBy(value => value.Name, StringComparer.Ordinal).ToEquatableArray();

    private static ITypeSymbol NotNull(ITypeSymbol type) => type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type;
}
