using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Builds the model of a call record: it takes its arguments exactly as the method does.</summary>
internal static class CallBuilder
{
    public static CallModel Build(string record, string target, IMethodSymbol method, CodecSet codecs, MethodDeclarationSyntax place) =>
        new(record, target, method.Parameters.Select(parameter => Parameter(parameter, codecs, place)).ToEquatableArray());

    private static ParameterModel Parameter(IParameterSymbol parameter, CodecSet codecs, MethodDeclarationSyntax place)
    {
        var location = parameter.DeclaringSyntaxReferences.FirstOrDefault(reference => reference.SyntaxTree == place.SyntaxTree) is { } declared ? Location.Create(declared.SyntaxTree, declared.Span) : place.Identifier.GetLocation();
        var codec = Types.IsCancellationToken(parameter.Type) ? null : codecs.Resolve(parameter.Type, RuleIds.ParameterNotSerializable, location, $"the parameter '{parameter.Name}'").Expression ?? "";
        var isToken = codec is null;
        return new ParameterModel(
            Escape(parameter.Name),
            parameter.Name,
            Types.Display(parameter.Type),
            parameter.IsParams ? "params " : "",
            parameter.HasExplicitDefaultValue ? isToken ? "default" : DefaultValues.ToCode(parameter) : null,
            codec);
    }

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
