using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Benchmarks.Analyzers;

/// <summary>A file with one handler of so many awaits: chain calls, timers, opaque awaits, loops, conditions and a try block, with locals that cross them.</summary>
internal static class HandlerSource
{
    private const string Contracts = """
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using AsyncSplit;

        namespace Shop;

        public sealed record Quote(string Sku, decimal Price);

        public interface IPricing { [Chainable] Task<Quote> QuoteAsync(string sku, int quantity); }

        """;

    public static string Write(int awaits)
    {
        var body = new StringBuilder();
        for (var index = 0; index < awaits; index += 5)
        {
            body.Append($$"""
                        var quote{{index}} = await pricing.QuoteAsync(sku, {{index}});
                        total += quote{{index}}.Price;
                        if (quote{{index}}.Price > {{index}})
                        {
                            await Task.Delay(TimeSpan.FromSeconds({{index}}));
                            names.Add(quote{{index}}.Sku);
                        }

                        foreach (var name in new List<string>(names))
                        {
                            var part{{index}} = await pricing.QuoteAsync(name, 1);
                            total -= part{{index}}.Price;
                        }

                        try
                        {
                            total += (await pricing.QuoteAsync(sku, 2)).Price * quote{{index}}.Price;
                        }
                        catch (InvalidOperationException e) when (e.Message.Length > {{index}})
                        {
                            await Task.CompletedTask;
                            names.Clear();
                        }


                """);
        }

        return $$"""
            {{Contracts}}
            public partial class Orders(IPricing pricing)
            {
                [Chainable]
                public async Task<decimal> PlaceAsync(string sku)
                {
                    var total = 0m;
                    var names = new List<string>();
            {{body}}
                    return total;
                }
            }
            """;
    }

    public static CSharpCompilation Compile(string source, bool withAsyncSplit)
    {
        IEnumerable<MetadataReference> references = Net100.References.All;
        if (withAsyncSplit)
        {
            references = references.Append(MetadataReference.CreateFromFile(typeof(ChainableAttribute).Assembly.Location));
        }

        return CSharpCompilation.Create("Shop", [CSharpSyntaxTree.ParseText(source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));
    }
}
