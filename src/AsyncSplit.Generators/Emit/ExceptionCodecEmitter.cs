using AsyncSplit.Generators.Model;
namespace AsyncSplit.Generators.Emit;
internal static class ExceptionCodecEmitter { public static string HintName(ExceptionCodecModel m) => ""; public static void Emit(SourceWriter w, ExceptionCodecModel m) {} public static string Reference(ExceptionCodecModel m) => ""; }
