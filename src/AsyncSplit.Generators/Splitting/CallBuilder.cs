using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Builds the model of a call record: it takes its arguments exactly as the method does.</summary>
internal static class CallBuilder
{
    /// <summary>The record of a call of <paramref name="method"/>.</summary>
    /// <param name="record">The record's name.</param>
    /// <param name="target">The method's wire name.</param>
    /// <param name="method">The callee.</param>
    /// <param name="codecs">Where codecs are resolved.</param>
    /// <param name="place">The method's declaration, to report its parameters at; null for another's call, whose arguments are reported at the call.</param>
    public static CallModel Build(string record, string target, IMethodSymbol method, CodecSet codecs, MethodDeclarationSyntax? place) =>
        new(record, target, Chainables.Declaration(method).Parameters.Select(parameter => Parameter(parameter, Chainables.Root(method).Parameters[parameter.Ordinal].Name, codecs, place)).ToEquatableArray());

    private static ParameterModel Parameter(IParameterSymbol parameter, string jsonName, CodecSet codecs, MethodDeclarationSyntax? place)
    {
        var location = place is null ? null : parameter.DeclaringSyntaxReferences.FirstOrDefault(reference => reference.SyntaxTree == place.SyntaxTree) is { } declared ? Location.Create(declared.SyntaxTree, declared.Span) : place.Identifier.GetLocation();
        var codec = Types.IsCancellationToken(parameter.Type) ? null : codecs.Resolve(parameter.Type, RuleIds.ParameterNotSerializable, location, $"the parameter '{parameter.Name}'").Expression ?? "";
        var isToken = codec is null;
        return new ParameterModel(
            Naming.Escape(parameter.Name),
            jsonName,
            Types.Display(parameter.Type),
            parameter.IsParams ? "params " : "",
            parameter.HasExplicitDefaultValue ? isToken ? "default" : DefaultValues.ToCode(parameter) : null,
            codec);
    }
}
