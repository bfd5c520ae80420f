using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Files;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Makes a contract member callable by message.</summary>
internal static class ContractAnalysis
{
    /// <summary>The model of the contract member, or the problems because of which it has none.</summary>
    public static (ContractModel? Model, IReadOnlyList<Problem> Problems) Analyze(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        SignatureCheck.Check(method, syntax, semantics, problems, cancellationToken);
        if (problems.Count > 0)
        {
            return (null, problems);
        }

        var codecs = new CodecSet(semantics.Compilation, problems, cancellationToken);
        var wireName = Chainables.WireName(method);
        var holder = $"{TypeNames.ToIdentifier(method.ContainingType)}_{Chainables.SimpleName(method)}";
        if (wireName.Contains("("))
        {
            holder += $"_{StableHash.Short(wireName)}";
        }

        var record = "Arguments";
        while (method.Parameters.Any(parameter => parameter.Name == record))
        {
            record += "_";
        }

        var arguments = CallBuilder.Build(record, wireName, method, codecs, syntax.Identifier);
        Types.TryGetTaskResult(method.ReturnType, out var result);
        var resultCodec = result is null ? null : codecs.Resolve(result, RuleIds.ResultNotSerializable, syntax.ReturnType.GetLocation(), $"the result of '{method.Name}'").Expression;
        var resultType = result is null ? null : Types.Display(result);
        if (problems.Any(problem => Descriptors.IsRefusal(problem.RuleId)))
        {
            return (null, problems);
        }

        return (new ContractModel
        {
            WireName = wireName,
            HintName = Naming.HintName(method),
            Type = Types.Display(method.ContainingType),
            Method = method.Name,
            Holder = holder,
            Arguments = arguments,
            ResultType = resultType,
            Retry = Retries.Of(method),
            Deploy = Deployments.Of(method),
            ResultCodec = resultCodec,
            Client = Places.Client(method, $"global::AsyncSplit.Generated.{holder}.{record}", arguments, resultType, resultCodec),
            Codecs = codecs.Models,
            Exceptions = codecs.ExceptionModels,
        }, problems);
    }
}
