using System.Buffers;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using AsyncSplit.Generators.Emit;
using AsyncSplit.Generators.Splitting.Serialization;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Tests.Serialization.Fuzzing;

/// <summary>What the analysis says of random types is held against what the generated readers and writers do.</summary>
public sealed class RandomTypeTests
{
    private const int TypesPerBatch = 20;
    private const int ValuesPerType = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void WhatIsAllowedComesBackAndWhatIsRefusedHasAPath(int batch) => Check(batch * 1000);

    [Fact]
    public void SoItIsForFreshSeeds() => Check(Random.Shared.Next(10_000, 100_000_000));

    [Fact]
    public void SoItIsForTypesOfAnotherAssembly() => Check(3000, inLibrary: true);

    [Fact]
    public void ATypeIsResolvedOnceInACompilation()
    {
        var compilation = CodecRun.Compile("public record Node<T>(T Value, List<Node<T>> Inner); public static class Samples { public static Node<int> S0, S1; }");
        var fields = compilation.GetTypeByMetadataName("Samples")!.GetMembers().OfType<IFieldSymbol>().ToList();
        var first = SerializationAnalysis.For(compilation).Resolve(fields[0].Type, default);
        Assert.True(first.IsSerializable);
        Assert.Same(first, SerializationAnalysis.For(compilation).Resolve(fields[1].Type, default));
        Assert.NotSame(SerializationAnalysis.For(compilation), SerializationAnalysis.For(compilation.Clone()));
    }

    private static void Check(int firstSeed, bool inLibrary = false)
    {
        var seeds = Enumerable.Range(firstSeed, TypesPerBatch).ToList();
        var types = seeds.Select(seed => new RandomTypes(seed, mayRefuse: seed % 3 == 0)).ToList();
        var samples = types.SelectMany(found => found.Samples).ToList();
        var source = $"{RandomTypes.Common}\n{string.Join("\n", types.Select(found => found.Source))}";
        var library = inLibrary ? CodecRun.Compile($"#pragma warning disable CS8618, CS0649, CS8981\n[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Shop.Sample\")]\n{source}").WithAssemblyName("Shop.Types") : null;
        var compilation = CodecRun.Compile($$"""
            #pragma warning disable CS8618, CS0649, CS8981
            {{(inLibrary ? "" : source)}}
            public static class Samples { {{string.Join("\n", samples.Select((sample, i) => $"public static {sample} S{i};"))}} }
            """, library);
        var analysis = SerializationAnalysis.For(compilation);
        var fields = compilation.GetTypeByMetadataName("Samples")!.GetMembers().OfType<IFieldSymbol>().ToList();
        var codecs = fields.Select(field => analysis.Resolve(field.Type, default)).ToList();
        var allowed = 0;
        foreach (var (field, codec) in fields.Zip(codecs).Where(pair => !pair.Second.IsSerializable))
        {
            Assert.StartsWith(TypeNames.ToMessage(field.Type), codec.Path, StringComparison.Ordinal);
            Assert.NotEmpty(codec.Reason!);
        }

        var loaded = Load(compilation, library, [.. fields.Select((field, i) => (i, TypeNames.ToCode(field.Type), codecs[i]))]);
        for (var i = 0; i < fields.Count; i++)
        {
            if (!codecs[i].IsSerializable || codecs[i].Task is not null)
            {
                continue;
            }

            allowed++;
            Assert.Empty(codecs[i].Losses);
            var codec = (Codec)loaded.GetType("Driver")!.GetField($"C{i}")!.GetValue(null)!;
            var roundTrip = typeof(RandomTypeTests).GetMethod(nameof(RoundTrip), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(codec.Type);
            for (var n = 0; n < ValuesPerType; n++)
            {
                var seed = seeds[i / 4];
                var value = new RandomValues((seed * 31) + (i * ValuesPerType) + n).Make(codec.Type);
                var found = (string?)roundTrip.Invoke(null, [codec, value, codecs[i].MayRepeat]);
                Assert.True(found is null, $"seed {seed}, sample {samples[i]}, value {n}: {found}\n{types[i / 4].Source}");
            }
        }

        Assert.InRange(allowed, samples.Count / 3, samples.Count);
    }

    /// <summary>Null where the value came back as it was. A value that cannot be read back is refused when it is written, and never later.</summary>
    private static string? RoundTrip<T>(Codec<T> codec, T value, bool tracksIdentity)
    {
        var registry = new ChainRegistry();
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, StateWriter.Options))
        {
            try
            {
                codec.Write(new StateWriter(json, tracksIdentity) { Registry = registry }, value);
            }
            catch (InvalidOperationException refused) when (refused.Message.Contains("holds itself in what it is created of", StringComparison.Ordinal))
            {
                return null;
            }
        }

        try
        {
            var reader = new StateReader(new Utf8JsonReader(bytes.WrittenSpan, StateReader.Options), tracksIdentity) { Registry = registry };
            reader.Read();
            var read = codec.Read(ref reader);
            return SameGraph.Difference(value, read, tracksIdentity) is { } difference ? $"{difference}\n{System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan)}" : null;
        }
        catch (JsonException unreadable)
        {
            return $"{unreadable.Message}\n{System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan)}";
        }
    }

    private static Assembly Load(CSharpCompilation compilation, CSharpCompilation? library, IReadOnlyList<(int Index, string Type, TypeCodec Codec)> samples)
    {
        var generated = new List<string>();
        foreach (var models in samples.SelectMany(sample => sample.Codec.Codecs).GroupBy(model => model.Key, StringComparer.Ordinal))
        {
            // From wherever a type is met, its codec is the same.
            Assert.Single(models.Distinct());
            var writer = new SourceWriter();
            CodecEmitter.Emit(writer, models.First());
            generated.Add(writer.ToString());
        }

        generated.Add($$"""
            #nullable enable
            public static class Driver
            {
            {{string.Join("\n", samples.Where(sample => sample.Codec.IsSerializable).Select(sample => $"public static readonly global::AsyncSplit.Serialization.Codec<{sample.Type}> C{sample.Index} = {sample.Codec.Expression};"))}}
            }
            """);
        var full = compilation.AddSyntaxTrees(generated.Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14))));
        var image = new MemoryStream();
        var result = full.Emit(image);
        var problems = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()).ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems.Take(10)) + "\n" + string.Join("\n", generated));
        image.Position = 0;
        var context = new AssemblyLoadContext(null, isCollectible: true);
        if (library is not null)
        {
            context.LoadFromStream(new MemoryStream(CodecRun.Image(library)));
        }

        return context.LoadFromStream(image);
    }
}
