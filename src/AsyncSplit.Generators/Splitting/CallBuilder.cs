using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Splitting.Lifting;
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
    /// <param name="place">The method's name where it is declared, to report its parameters at; null for another's call, whose arguments are reported at the call.</param>
    public static CallModel Build(string record, string target, IMethodSymbol method, CodecSet codecs, SyntaxToken? place) =>
        new(record, target, Chainables.Declaration(method).Parameters.Select(parameter => Parameter(parameter, Chainables.Root(method).Parameters[parameter.Ordinal].Name, codecs, place)).ToEquatableArray());

    private static ParameterModel Parameter(IParameterSymbol parameter, string jsonName, CodecSet codecs, SyntaxToken? place)
    {
        var location = place is not { } name ? null : parameter.DeclaringSyntaxReferences.FirstOrDefault(reference => reference.SyntaxTree == name.SyntaxTree) is { } declared ? Location.Create(declared.SyntaxTree, declared.Span) : name.GetLocation();
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

    /// <summary>The call of a lifted function: its arguments, and behind them what it captures.</summary>
    /// <param name="record">The record's name.</param>
    /// <param name="target">The function's wire name.</param>
    /// <param name="unit">The function.</param>
    /// <param name="codecs">Where codecs are resolved.</param>
    public static CallModel Build(string record, string target, Unit unit, CodecSet codecs) =>
        Build(record, target, unit.Symbol, codecs, unit.Identifier) with { Captured = unit.Captured.Select(variable => Captured(variable, unit, codecs)).ToEquatableArray() };

    private static ParameterModel Captured(ISymbol variable, Unit unit, CodecSet codecs)
    {
        // What "var" infers is always annotated; whether null or not, codecs of reference types take it.
        var type = Types.OfVariable(variable);
        var isInferred = variable is ILocalSymbol && variable.DeclaringSyntaxReferences[0].GetSyntax().Parent is VariableDeclarationSyntax { Type.IsVar: true };
        var bare = type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type;
        var codec = variable is IParameterSymbol && Types.IsCancellationToken(type)
            ? null
            : codecs.Resolve(bare, RuleIds.LocalNotSerializable, unit.Identifier.GetLocation(), $"'{variable.Name}', which '{unit.Name}' uses and gets with each call,", "Read what is needed of it before, and use that in the function").Expression ?? "";
        return new ParameterModel(Naming.Escape(variable.Name), variable.Name, Types.Display(isInferred ? bare : type), "", null, codec);
    }
}
