// Written so that the oldest browser reads it: without whole numbers of any length nothing can be repeated.
if (typeof BigInt === "undefined") {
  document.getElementById("notice").appendChild(document.createTextNode(
    "您的浏览器过旧，没有任意长的整数（BigInt），不能核验。请改用 2020 年以后的 Edge、Chrome、火狐、Safari 或 360 浏览器的极速模式打开本文件。"));
}
