using AsyncSplit.Generators.Model; using Microsoft.CodeAnalysis;
namespace AsyncSplit.Generators.Splitting.Serialization;
internal static class ExceptionAnalysis { public static ExceptionCodecModel? Resolve(INamedTypeSymbol t, SerializationAnalysis a, CancellationToken c) => null; }
