using System.Collections.Immutable;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Assemblies;
using AsyncSplit.Generators.Model.Codecs;
using AsyncSplit.Generators.Model.Files;

namespace AsyncSplit.Generators;

/// <summary>Brings together what the handlers and contracts of an assembly have in common: each codec once, one client a type, one registration.</summary>
internal static class Gather
{
    public static IEnumerable<CodecModel> Codecs(ImmutableArray<HandlerModel> handlers, ImmutableArray<ContractModel> contracts) =>
        handlers.SelectMany(handler => handler.Codecs).Concat(contracts.SelectMany(contract => contract.Codecs))
            .GroupBy(codec => codec.Key, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.First());

    public static IEnumerable<ExceptionCodecModel> Exceptions(ImmutableArray<HandlerModel> handlers, ImmutableArray<ContractModel> contracts) =>
        handlers.SelectMany(handler => handler.Exceptions).Concat(contracts.SelectMany(contract => contract.Exceptions))
            .GroupBy(exception => exception.Type, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.First());

    public static IEnumerable<ClientTypeModel> Clients(ImmutableArray<HandlerModel> handlers, ImmutableArray<ContractModel> contracts, CompilationFacts facts) =>
        handlers.Select(handler => handler.Client).Concat(contracts.Select(contract => contract.Client)).OfType<ClientModel>()
            .GroupBy(method => (method.Namespace, method.TypePath))
            .OrderBy(group => group.Key.TypePath, StringComparer.Ordinal).ThenBy(group => group.Key.Namespace, StringComparer.Ordinal)
            .SelectMany(path => path.GroupBy(method => method.Type, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select((group, index) => new ClientTypeModel(
                path.Key.Namespace,
                index == 0 ? path.Key.TypePath : $"{path.Key.TypePath}{index + 1}", // a nested A.B and an A_B
                facts.HasExtensionMembers,
                Distinct(group.OrderBy(method => method.Call, StringComparer.Ordinal)).ToEquatableArray())));

    /// <summary>Gives names of their own to methods that only a cancellation token, or the contract they implement, tells apart.</summary>
    private static IEnumerable<ClientModel> Distinct(IEnumerable<ClientModel> methods)
    {
        var signatures = new HashSet<string>(StringComparer.Ordinal);
        foreach (var method in methods)
        {
            var types = string.Join(",", method.Parameters.Where(parameter => !parameter.IsToken).Select(parameter => parameter.Type.Replace("?", "")));
            var name = method.Method;
            for (var number = 2; !signatures.Add($"{name}({types})"); number++)
            {
                name = method.Method + number;
            }

            yield return method with { Method = name };
        }
    }

    public static AssemblyModel Assembly(ImmutableArray<HandlerModel> handlers, ImmutableArray<ContractModel> contracts, ImmutableArray<DerivedModel> derived, CompilationFacts facts) =>
        new(
            ClassName(facts.AssemblyName),
            handlers.Select(handler => handler.Registration.Method).Concat(contracts.Select(contract => $"global::AsyncSplit.Generated.{contract.Holder}.Register"))
                .Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray(),
            Exceptions(handlers, contracts).Where(exception => !exception.IsPrivate).Select(exception => exception.Expression).ToEquatableArray(),
            derived.Distinct().OrderBy(type => type.Type, StringComparer.Ordinal).ToEquatableArray(),
            facts.Referenced);

    private static string ClassName(string assembly) =>
        string.Concat(assembly.Select((letter, index) => letter < 128 && (index == 0 ? char.IsLetter(letter) : char.IsLetterOrDigit(letter)) ? letter : '_')) + "Chainables";
}
