using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators;

/// <summary>Stands in until the splitter is merged, which brings the generator: take the other file in a merge.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ChainableGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
    }
}
